package io.tidemark.ingest.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.ingest.TestEvents;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
    void ofEquallyNewNamesTheOneThatArrivedLastCounts() {
        var ada = sighting(TENANT, "Ada", 1, 7);
        var bob = sighting(TENANT, "Bob", 1, 8);

        assertThat(agents.distinct(Stream.of(ada, bob))).containsExactly(bob);
        assertThat(agents.distinct(Stream.of(bob, ada))).containsExactly(bob);
    }

    @Test
    void anEquallyNewNameIsNewsUnlessItIsTheSame() {
        store(sighting("Ada", 0));

        assertThat(store(sighting("Ada", 0))).isEmpty();
        assertThat(store(sighting("Bob", 0))).hasSize(1);
        assertThat(store(sighting("Bob", 0))).isEmpty();
    }

    @Test
    void theSameAgentOfAnotherTenantIsAnother() {
        store(sighting("Ada", 0));

        assertThat(store(sighting(UUID.randomUUID(), "Ada", 0, 0))).hasSize(1);
    }

    private List<AgentSighting> store(AgentSighting sighting) {
        var news = agents.news(List.of(sighting));
        agents.remember(List.of(sighting));
        return news;
    }

    private static AgentSighting sighting(String name, int second) {
        return sighting(TENANT, name, second, 0);
    }

    private static AgentSighting sighting(UUID tenant, String name, int second, int arrival) {
        var event = TestEvents.of(AGENT, name, NOON.plusSeconds(second));
        return new AgentSighting(tenant, Objects.requireNonNull(event.agent()), event, arrival);
    }
}
