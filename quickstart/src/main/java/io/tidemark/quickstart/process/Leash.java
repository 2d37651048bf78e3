package io.tidemark.quickstart.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words put before a child's command so that it neither takes Ctrl-C from the terminal, which would stop all
 * children at once and out of order, nor outlives this process when that is killed. Tools of Linux; where they are
 * missing, the {@link ProcessLedger} still ends leftovers at the next start.
 */
final class Leash {

    private final boolean ownSession = works("setsid", "true");
    private final boolean endsWithParent = works("setpriv", "--pdeathsig", "TERM", "true");
    private final boolean hidesRoot = isRoot() && works("unshare", "-U", "true");

    List<String> around(Program program) {
        var command = new ArrayList<String>();
        if (ownSession) {
            command.add("setsid");
        }
        if (hidesRoot && program.refusesRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        if (endsWithParent) {
            command.addAll(
                    List.of("setpriv", "--pdeathsig", program.stopSignal().name()));
        }
        command.addAll(program.command());
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
