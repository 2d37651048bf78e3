package io.tidemark.importer.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    @Test
    void linesReadAgainKeepTheirIds() {
        assertThat(ids("", "a", "b", "a")).isEqualTo(ids("", "a", "b", "a"));
    }

    @Test
    void equalLinesAreDifferentRequests() {
        assertThat(ids("", "a", "a", "a")).doesNotHaveDuplicates();
    }

    @Test
    void logsThatGrewKeepTheIdsOfTheirOlderLines() {
        assertThat(ids("", "a", "b", "a", "c", "a"))
                .startsWith(ids("", "a", "b", "a").toArray(UUID[]::new));
    }

    @Test
    void rotatedRestOfALogHasTheIdsThatItHadInTheWhole() {
        var whole = ids("", "a", "a", "b", "c");

        assertThat(whole).containsAll(ids("", "b", "c")).containsAll(ids("", "a", "a"));
    }

    @Test
    void sourcesAreToldApart() {
        assertThat(ids("web1", "a")).doesNotContainAnyElementsOf(ids("web2", "a"));
    }

    @Test
    void idsStayAsTheyAreFromReleaseToRelease() {
        assertThat(ids("", "a", "a"))
                .containsExactly(
                        UUID.fromString("50393259-4421-845b-a8b1-399e0abda112"),
                        UUID.fromString("03a096b2-543e-833c-b85c-61f0780f974b"));
    }

    @Test
    void idsAreUuidsOfVersionEight() {
        assertThat(ids("", "a", "b", "c")).allMatch(id -> id.version() == 8 && id.variant() == 2);
    }

    private static List<UUID> ids(String source, String... lines) {
        var ids = new EventIds(source);
        return Stream.of(lines).map(line -> ids.next(line.getBytes(UTF_8))).toList();
    }
}
