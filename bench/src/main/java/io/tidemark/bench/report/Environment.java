package io.tidemark.bench.report;

import io.tidemark.bench.stage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What figures depend on. */
public final class Environment {

    private Environment() {}

    /** The machine, the versions, how busy it was in the minute before, the parameters, and PostgreSQL's settings. */
    public static Map<String, String> describe(Database database, Map<String, String> parameters)
            throws IOException, SQLException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("load before", Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
        facts.put("java", Runtime.version().toString());
        facts.putAll(new TreeMap<>(parameters));
        database.settings().forEach((name, value) -> facts.put("postgres " + name, value));
        return facts;
    }
}
