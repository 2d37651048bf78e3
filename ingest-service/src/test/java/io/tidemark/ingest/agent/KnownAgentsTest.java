package io.tidemark.ingest.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownAgentsTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID AGENT = UUID.randomUUID();

    private final KnownAgents agents = new KnownAgents();

    @Test
    void anAgentIsNewsOnce() {
        assertThat(store(sighting("Ada", 0))).hasSize(1);
        assertThat(store(sighting("Ada", 1))).isEmpty();
        assertThat(store(sighting(null, 2))).isEmpty();
    }

    @Test
    void aNewerNameIsNewsAndAnOlderOneIsNot() {
        store(sighting("Ada", 10));

        assertThat(store(sighting("Bob", 5))).isEmpty();
        assertThat(store(sighting("Bob", 15))).hasSize(1);
    }

    @Test
    void anOlderNameIsNoNewsAlthoughTheNameInUseWasStoredLongBefore() {
        store(sighting("Ada", 1));
        store(sighting("Ada", 30));

        assertThat(store(sighting("Bob", 20))).isEmpty();
    }

    @Test
    void aNameIsConfirmedNowAndThen() {
        store(sighting("Ada", 0));

        assertThat(store(sighting("Ada", 61))).hasSize(1);
        assertThat(store(sighting("Ada", 62))).isEmpty();
    }

    @Test
    void anAgentWithoutNameIsNewsAgainWhenItGetsOne() {
        store(sighting(null, 0));

        assertThat(store(sighting("Ada", 0))).hasSize(1);
    }

    @Test
    void ofManySightingsTheNewestNameCounts() {
        var distinct = agents.distinct(
                Stream.of(sighting("Ada", 1), sighting("Bob", 3), sighting(null, 4), sighting("Cleo", 2)));

        assertThat(distinct).extracting(AgentSighting::name).containsExactly("Bob");
    }

    @Test
    void theSameAgentOfAnotherTenantIsAnother() {
        store(sighting("Ada", 0));

        assertThat(store(new AgentSighting(UUID.randomUUID(), AGENT, "Ada", NOON)))
                .hasSize(1);
    }

    private List<AgentSighting> store(AgentSighting sighting) {
        var news = agents.news(List.of(sighting));
        agents.remember(List.of(sighting));
        return news;
    }

    private static AgentSighting sighting(String name, int second) {
        return new AgentSighting(TENANT, AGENT, name, NOON.plusSeconds(second));
    }
}
