package io.tidemark.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Receiver receiver;

    @BeforeEach
    void startReceiver() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
    }

    @Test
    void everyLineIsStoredOnceHoweverOftenTheLogIsImported() throws IOException {
        var log = write("access.log", lines(1, 1200));

        assertThat(run(log)).isZero();
        assertThat(out.toString(UTF_8)).contains("1,200 lines").containsPattern("accepted +1,200\n");
        assertThat(run(log)).isZero();
        assertThat(out.toString(UTF_8)).containsPattern("accepted +0\n").containsPattern("duplicates +1,200\n");
        assertThat(receiver.stored).hasSize(1200);
        assertThat(receiver.batchSizes).containsOnly(500, 200);
    }

    @Test
    void equalLinesAreAllStored() throws IOException {
        assertThat(run(write("access.log", List.of(line(1), line(2), line(1), line(1)))))
                .isZero();

        assertThat(receiver.stored).hasSize(4);
    }

    @Test
    void grownAndRotatedLogsAddOnlyWhatIsNew() throws IOException {
        run(write("access.log", lines(1, 100)));

        run(write("access.log", lines(1, 150)));
        assertThat(receiver.stored).hasSize(150);
        run(write("access.log.1", lines(1, 150)));
        run(write("access.log", lines(151, 160)));
        assertThat(receiver.stored).hasSize(160);
    }

    @Test
    void lineThatIsStillBeingWrittenIsLeftForLater() throws IOException {
        var log = directory.resolve("access.log");
        Files.writeString(log, line(1) + "\n" + line(2).substring(0, 70));

        assertThat(run(log)).isZero();
        assertThat(out.toString(UTF_8)).contains("The last line has no line end");
        write("access.log", lines(1, 2));
        assertThat(run(log)).isZero();
        assertThat(receiver.stored).hasSize(2);
    }

    @Test
    void importGoesOnWhereABrokenOneStopped() throws IOException {
        var log = write("access.log", lines(1, 2000));
        receiver.withdrawKeyAfter(2);

        assertThat(run(log)).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("Not all was sent").contains("401");
        assertThat(receiver.stored).hasSize(1000);
        receiver.withdrawKeyAfter(Integer.MAX_VALUE);
        assertThat(run(log)).isZero();
        assertThat(out.toString(UTF_8)).containsPattern("duplicates +1,000\n");
        assertThat(receiver.stored).hasSize(2000);
    }

    @Test
    void busyServersAreGivenTheTimeTheyAskFor() throws IOException {
        receiver.mishaps.add(Receiver.status(429, "Retry-After", "1"));
        receiver.mishaps.add(Receiver.status(503, "Retry-After", "0"));
        receiver.mishaps.add(Receiver.status(502));
        var start = System.nanoTime();

        assertThat(run(write("access.log", lines(1, 10)))).isZero();

        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
        assertThat(receiver.stored).hasSize(10);
        assertThat(err.toString(UTF_8)).contains("Waiting:").contains("429 MISHAP: as told");
    }

    @Test
    void batchesWithoutAnswerAreSentAgain() throws IOException {
        receiver.mishaps.add(Receiver.status(503, "Retry-After", "0"));
        receiver.mishaps.add(Receiver.hangUp());

        assertThat(run(write("access.log", lines(1, 10)))).isZero();

        assertThat(receiver.stored).hasSize(10);
    }

    @Test
    void malformedLinesAreCountedAndTheFirstShown() throws IOException {
        var log = new ArrayList<>(lines(1, 10));
        for (int i = 0; i < 8; i++) {
            log.add(3, "what\u001b[31m is this");
        }

        assertThat(run(write("access.log", log))).isEqualTo(1);

        assertThat(out.toString(UTF_8)).containsPattern("malformed +8\n").containsPattern("accepted +10\n");
        assertThat(err.toString(UTF_8))
                .contains("Line 4: no [time] found | what.[31m is this", "Line 8:")
                .doesNotContain("Line 9:");
    }

    @Test
    void rejectionsAreGroupedByReason() throws IOException {
        var log = new ArrayList<>(lines(1, 5));
        log.add(line(6).replace(" 200 ", " 599 "));
        log.add(line(7).replace(" 200 ", " 599 "));

        assertThat(run(write("access.log", log))).isEqualTo(1);

        assertThat(out.toString(UTF_8))
                .containsPattern("rejected +2\n")
                .contains("2 × INVALID_EVENT: status must be below 599, first in line 6");
    }

    @Test
    void whereLinesAreTooOldTheSummaryTellsOfBackfill() throws IOException {
        assertThat(run(write("access.log", List.of(line(1), line(2).replace("2026", "1999")))))
                .isEqualTo(1);

        assertThat(out.toString(UTF_8))
                .contains("1 × INVALID_EVENT: time is older than events are kept")
                .contains("--backfill and a key with the scope backfill");
    }

    @Test
    void backfillIsSentInTheOrderOfTheLog() throws IOException {
        var log = write("access.log", lines(1, 200));
        receiver.mishaps.add(Receiver.status(429, "Retry-After", "0"));
        var url = receiver.url().toString();

        assertThat(execute(log.toString(), "--url", url, "--api-key", Receiver.KEY, "--backfill", "--batch", "10"))
                .isZero();

        assertThat(receiver.firstPaths)
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(i -> "/item/" + (10 * i + 1))
                        .toList());
    }

    @Test
    void keyIsTakenFromTheQuickstart() throws IOException {
        Files.writeString(directory.resolve("demo.json"), """
                {"baseUrl":"%s","tenants":[{"slug":"globex","apiKey":"x"},{"slug":"acme","apiKey":"%s"}]}
                """.formatted(receiver.url(), Receiver.KEY));
        var log = write("access.log", lines(1, 3));

        assertThat(execute(log.toString(), "--data-dir", directory.toString())).isZero();
        assertThat(execute(log.toString(), "--data-dir", directory.toString(), "--tenant", "initech"))
                .isEqualTo(2);
        assertThat(receiver.stored).hasSize(3);
    }

    @Test
    void wrongKeysEndTheImportAtOnce() throws IOException {
        var log = write("access.log", lines(1, 3));

        assertThat(execute(log.toString(), "--url", receiver.url().toString(), "--api-key", "tmk_wrong"))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("answered 401 UNAUTHORIZED");
    }

    @Test
    void wrongAddressesEndTheImportAtOnce() throws IOException {
        var log = write("access.log", lines(1, 3));
        receiver.close();

        assertThat(execute(log.toString(), "--url", receiver.url().toString(), "--api-key", Receiver.KEY))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("no answer from " + receiver.url());
    }

    @Test
    void damagedArchivesAreImportedAsFarAsTheyGo() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write((String.join("\n", lines(1, 5000)) + "\n").getBytes(UTF_8));
        }
        var log = directory.resolve("access.log.gz");
        Files.write(log, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

        assertThat(execute(log.toString(), "--url", receiver.url().toString(), "--api-key", Receiver.KEY))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("the file is damaged");
        assertThat(receiver.stored).hasSizeBetween(1000, 4999);
    }

    @Test
    void usageErrorsSaySo() {
        assertThat(execute()).isEqualTo(2);
        assertThat(execute(directory.resolve("absent").toString(), "--api-key", "x"))
                .isEqualTo(2);
        assertThat(execute(directory.toString(), "--api-key", "x", "--batch", "0"))
                .isEqualTo(2);
        assertThat(execute("x", "--format", "clf")).isEqualTo(2);
        assertThat(execute("--help")).isZero();
    }

    private int run(Path log) {
        return execute(log.toString(), "--url", receiver.url().toString(), "--api-key", Receiver.KEY);
    }

    private int execute(String... args) {
        out.reset();
        return ImportCommand.execute(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines);
    }

    private static List<String> lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(ImportCommandTest::line)
                .toList();
    }

    private static String line(int number) {
        return "203.0.113.%d - - [20/Nov/2026:22:%02d:%02d +0000] \"GET /item/%d HTTP/1.1\" 200 17 \"-\" \"curl/8.5\""
                .formatted(number % 250, number / 60 % 60, number % 60, number);
    }
}
