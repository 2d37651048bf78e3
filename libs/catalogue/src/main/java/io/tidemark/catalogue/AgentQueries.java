package io.tidemark.catalogue;

import static io.tidemark.catalogue.Builtin.only;
import static io.tidemark.catalogue.Builtin.requests;
import static io.tidemark.catalogue.Builtin.scalar;
import static io.tidemark.catalogue.Builtin.series;
import static io.tidemark.catalogue.Builtin.top;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.util.List;
import java.util.stream.Stream;

/** What agents do: their requests, tokens and credentials. */
final class AgentQueries {

    static final List<QueryDefinition> ALL = Stream.of(
                    Stream.of(requests(top(
                            "requests_by_agent",
                            "Top agents",
                            "Top agents by request count",
                            Unit.COUNT,
                            Formula.COUNT,
                            Attribute.AGENT))),
                    ofType("token_issuances", "token_issuance", "Token issuances", "Tokens issued"),
                    ofType("token_failures", "token_failure", "Token failures", "Tokens refused"),
                    ofType(
                            "credential_rotations",
                            "credential_rotation",
                            "Credential rotations",
                            "Credentials replaced"))
            .flatMap(queries -> queries)
            .toList();

    private AgentQueries() {}

    private static Stream<QueryDefinition> ofType(String id, String type, String name, String description) {
        var filter = Filter.of(Attribute.TYPE, type);
        return Stream.of(
                only(scalar(id, name, description, Unit.COUNT, Formula.COUNT), filter),
                only(
                        series(
                                id + "_ts",
                                name + " over time",
                                description + " over time",
                                Unit.COUNT,
                                WidgetType.LINE,
                                Formula.COUNT),
                        filter),
                only(
                        top(
                                id + "_by_agent",
                                name + " by agent",
                                description + " by agent",
                                Unit.COUNT,
                                Formula.COUNT,
                                Attribute.AGENT),
                        filter));
    }
}
