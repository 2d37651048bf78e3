package io.tidemark.catalogue;

import static io.tidemark.catalogue.fixture.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalogue.fixture.Sample;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.rollups.Measure;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted, and what is made of it. */
class AnswersOfMeasuresTest extends AnswersBed {

    @Test
    void nothingAtAllIsAnsweredToo() {
        assertThat(scalar("requests_total")).isEqualTo(0L);
        assertThat(scalar("unique_users")).isEqualTo(0L);
        assertThat(scalar("duration_p95")).isNull();
        assertThat(scalar("error_rate")).isNull();
        assertThat(items("requests_by_route")).isEmpty();
    }

    @Test
    void onlyRequestsAreRequestsWhateverTypeIsAskedFor() {
        stage.keep(at("2026-11-21T10:00:00Z"), at("2026-11-21T10:00:01Z").of("token_issuance"));

        assertThat(scalar("requests_total")).isEqualTo(1L);
        assertThat(scalar("token_issuances")).isEqualTo(1L);
        for (var other : List.of(Filter.of(Attribute.TYPE, "token_issuance"), Filter.not(Attribute.TYPE, "request"))) {
            assertThat(scalar("requests_total", other)).isEqualTo(0L);
            assertThat(scalar("quantity_total", other)).isEqualTo(1L);
        }
        assertThat(scalar("requests_total", Filter.not(Attribute.TYPE, "token_issuance")))
                .isEqualTo(1L);
        assertThat(scalar("quantity_total")).isEqualTo(1L);
        assertThat(items("events_by_type"))
                .containsExactlyInAnyOrder(Map.entry("request", 1L), Map.entry("token_issuance", 1L));
    }

    @Test
    void errorsAreRequestsFrom400OnAndExplicitOnes() {
        var explicit = at("2026-11-21T10:00:03Z").status(200).route("/c");
        explicit.errorType = "timeout";
        stage.keep(
                at("2026-11-21T10:00:00Z").status(500).route("/a"),
                at("2026-11-21T10:00:01Z").status(404).route("/a"),
                at("2026-11-21T10:00:02Z").status(399).route("/b"),
                explicit);

        assertThat(scalar("errors_total")).isEqualTo(3L);
        assertThat(scalar("error_rate")).isEqualTo(0.75);
        assertThat(scalar("server_error_rate")).isEqualTo(0.25);
        assertThat(scalar("client_error_rate")).isEqualTo(0.25);
        assertThat(items("top_error_routes")).containsExactly(Map.entry("/a", 2L), Map.entry("/c", 1L));
        assertThat(scalar("requests_total", Filter.of(Attribute.ERROR, "true"))).isEqualTo(3L);
        assertThat(scalar("requests_total", Filter.of(Attribute.STATUS_CLASS, "4xx", "5xx")))
                .isEqualTo(2L);
    }

    @Test
    void meansAreOfAllEventsNotOfBuckets() {
        stage.keep(IntStream.range(0, 100)
                .mapToObj(i -> at("2026-11-21T09:00:00Z").duration(50).route("/a"))
                .toArray(Sample[]::new));
        stage.keep(
                at("2026-11-21T10:00:00Z").duration(1060).route("/a"),
                at("2026-11-21T10:00:00Z").route("/a"));

        assertThat(scalar("duration_avg")).isEqualTo(60.0);
        assertThat(((Data.Items) answer(today("slowest_routes")).data()).items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.value()).isEqualTo(60.0);
                    assertThat(item.samples()).isEqualTo(101);
                });
    }

    @Test
    void percentilesLieBetweenTheShortestAndTheLongest() {
        stage.keep(at("2026-11-21T10:00:00Z").route("/a").consumer("c").duration(95));

        for (var query : List.of("slowest_routes_p95", "slowest_consumers_p95")) {
            assertThat(items(query)).extracting(Map.Entry::getValue).as(query).containsExactly(95.0);
        }
    }

    @Test
    void savedQueriesAreAnsweredLikeBuiltInOnes() {
        stage.keep(
                at("2026-11-21T10:00:00Z").route("/a").status(403),
                at("2026-11-21T10:00:00Z").route("/b").status(200));
        var saved = new QueryDefinition(
                "waf.blocked_per_route",
                "Blocked",
                "",
                Shape.TOP_N,
                Unit.COUNT,
                WidgetType.BAR,
                List.of(Parameter.TOP_N),
                false,
                new Formula.Sum(Measure.EVENTS),
                List.of(Attribute.ROUTE),
                List.of(Filter.of(Attribute.STATUS, "403")));
        Catalogue.validate(saved);

        assertThat(entries(answer(Question.of(saved, ago("now-1d"), TimeBound.NOW))))
                .containsExactly(Map.entry("/a", 1L));
    }
}
