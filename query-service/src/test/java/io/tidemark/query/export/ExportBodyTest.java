package io.tidemark.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportBodyTest {

    private static final List<Column> COLUMNS = List.of(Column.of("number"), Column.of("some_text"));

    @Test
    void csvHasAHeaderAndALinePerRow() {
        assertThat(text(Format.CSV, 10, rows(2)))
                .isEqualTo("""
                number,some_text
                0,=0
                1,=1
                """.replace("=0", "\"'=0\"").replace("=1", "\"'=1\"").replace("\n", "\r\n"));
        assertThat(text(Format.CSV, 10, rows(0))).isEqualTo("number,some_text\r\n");
    }

    @Test
    void jsonIsAnArray() {
        assertThat(text(Format.JSON, 10, rows(2))).isEqualTo("""
                [
                {"number":0,"someText":"=0"},
                {"number":1,"someText":"=1"}
                ]
                """);
        assertThat(text(Format.JSON, 10, rows(0))).isEqualTo("[]\n");
    }

    @Test
    void ndjsonHasALinePerRow() {
        assertThat(text(Format.NDJSON, 10, rows(2))).isEqualTo("""
                {"number":0,"someText":"=0"}
                {"number":1,"someText":"=1"}
                """);
        assertThat(text(Format.NDJSON, 10, rows(0))).isEmpty();
    }

    @Test
    void nothingIsCutAtExactlyTheLimit() {
        var body = new ExportBody(Format.CSV.rendering(COLUMNS), 250);

        assertThat(text(body, rows(250))).doesNotContain("truncated");
        assertThat(body.rows()).isEqualTo(250);
        assertThat(body.isCut()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatTheLimitCutsOffIsMissedInTheText(Format format) {
        var body = new ExportBody(format.rendering(COLUMNS), 250);

        assertThat(text(body, rows(1000)).strip().lines().toList().reversed().stream()
                        .limit(2))
                .anySatisfy(line -> assertThat(line).contains("truncated", "the limit of 250 rows is reached"));
        assertThat(body.rows()).isEqualTo(250);
        assertThat(body.isCut()).isTrue();
    }

    @Test
    void aFailureInMidStreamIsSaidAndPassedOn() {
        var body = new ExportBody(Format.CSV.rendering(COLUMNS), 1000);
        var sent = new ArrayList<String>();
        var failing = Multi.createBy()
                .concatenating()
                .streams(rows(500), Multi.createFrom().failure(new IllegalStateException("lost")));

        assertThatThrownBy(() -> body.of(failing)
                        .invoke(bytes -> sent.add(new String(bytes, StandardCharsets.UTF_8)))
                        .collect()
                        .asList()
                        .await()
                        .atMost(Duration.ofSeconds(5)))
                .hasMessage("lost");
        assertThat(sent.getLast()).isEqualTo("#truncated,the export failed after 500 rows\r\n");
    }

    @Test
    void aFailureBeforeTheFirstRowIsOnlyPassedOn() {
        var body = new ExportBody(Format.CSV.rendering(COLUMNS), 1000);

        assertThatThrownBy(() -> text(body, Multi.createFrom().failure(new IllegalStateException("lost"))))
                .hasMessage("lost");
        assertThat(body.isCut()).isFalse();
    }

    @Test
    void noMoreRowsAreAskedForThanAreTaken() {
        var asked = new AtomicLong();
        var endless = Multi.createBy()
                .repeating()
                .supplier(asked::incrementAndGet)
                .indefinitely()
                .map(ExportBodyTest::row);

        new ExportBody(Format.CSV.rendering(COLUMNS), Long.MAX_VALUE - 1)
                .of(endless)
                .select()
                .first(2)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(asked.get()).isLessThan(2000);
    }

    private static Multi<List<@Nullable Object>> rows(int count) {
        return Multi.createFrom()
                .items(() -> LongStream.range(0, count).boxed())
                .map(ExportBodyTest::row);
    }

    private static List<@Nullable Object> row(long number) {
        var row = new ArrayList<@Nullable Object>();
        row.add(number);
        row.add("=" + number);
        return row;
    }

    private static String text(Format format, long limit, Multi<List<@Nullable Object>> rows) {
        return text(new ExportBody(format.rendering(COLUMNS), limit), rows);
    }

    private static String text(ExportBody body, Multi<List<@Nullable Object>> rows) {
        return body.of(rows).collect().asList().await().atMost(Duration.ofSeconds(5)).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .reduce("", String::concat);
    }
}
