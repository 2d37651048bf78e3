package io.tidemark.catalogue;

import static io.tidemark.catalogue.Builtin.ANY_TYPE;
import static io.tidemark.catalogue.Builtin.only;
import static io.tidemark.catalogue.Builtin.pie;
import static io.tidemark.catalogue.Builtin.scalar;
import static io.tidemark.catalogue.Builtin.series;
import static io.tidemark.catalogue.Builtin.top;

import io.tidemark.catalogue.Formula.Distinct;
import io.tidemark.catalogue.plan.Attribute;
import java.util.List;

/** Who asks for what. */
final class EntityQueries {

    static final List<QueryDefinition> ALL = List.of(
            requests("route", "routes", Attribute.ROUTE, "Top routes by request count"),
            requests("api", "APIs", Attribute.API, "Top APIs by request count"),
            requests(
                    "apikey",
                    "API keys",
                    Attribute.CONSUMER,
                    "Top API keys: the most active integrators and customers"),
            requests("user", "users", Attribute.USER, "Top end users"),
            requests("domain", "domains", Attribute.DOMAIN, "Top hostnames"),
            requests("country", "countries", Attribute.COUNTRY, "Geographic breakdown"),
            requests("consumer", "consumers", Attribute.CONSUMER, "Top consumers by request count"),
            requests(
                    "group",
                    "groups",
                    Attribute.GROUP,
                    "Requests of each service group: one in several counts in each"),
            top("top_paths", "Top paths", "Top paths by request count", Unit.COUNT, Formula.COUNT, Attribute.PATH),
            share("protocol", "protocols", Attribute.PROTOCOL, "Requests by protocol"),
            share("environment", "environments", Attribute.ENVIRONMENT, "Requests by environment"),
            share("browser", "browsers", Attribute.BROWSER, "Requests by browser"),
            share("os", "operating systems", Attribute.OS, "Requests by operating system"),
            share("device", "devices", Attribute.DEVICE, "Requests by kind of device"),
            share(
                    "client_class",
                    "kinds of client",
                    Attribute.CLIENT_CLASS,
                    "Requests by kind of client: browser, SDK, bot…"),
            unique("unique_consumers", "Unique API keys", "Different API keys that sent requests", Attribute.CONSUMER),
            uniqueOverTime(
                    "unique_consumers_ts",
                    "Unique API keys over time",
                    "Different API keys per bucket",
                    Attribute.CONSUMER),
            unique("unique_users", "Unique users", "Different end users that sent requests", Attribute.USER),
            uniqueOverTime(
                    "unique_users_ts", "Unique users over time", "Different end users per bucket", Attribute.USER),
            only(
                    unique("unique_agents", "Unique agents", "Different agents with any event", Attribute.AGENT),
                    ANY_TYPE),
            only(
                    uniqueOverTime(
                            "unique_agents_ts",
                            "Unique agents over time",
                            "Different agents with any event per bucket",
                            Attribute.AGENT),
                    ANY_TYPE),
            only(
                    pie("events_by_type", "Events by type", "Requests and all other types of event", Attribute.TYPE),
                    ANY_TYPE));

    private EntityQueries() {}

    private static QueryDefinition requests(String what, String many, Attribute dimension, String description) {
        return Builtin.requests(
                top("requests_by_" + what, "Top " + many, description, Unit.COUNT, Formula.COUNT, dimension));
    }

    private static QueryDefinition share(String what, String many, Attribute dimension, String description) {
        return Builtin.requests(pie("requests_by_" + what, "Requests by " + many, description, dimension));
    }

    private static QueryDefinition unique(String id, String name, String description, Attribute attribute) {
        return scalar(id, name, description, Unit.COUNT, new Distinct(attribute));
    }

    private static QueryDefinition uniqueOverTime(String id, String name, String description, Attribute attribute) {
        return series(id, name, description, Unit.COUNT, WidgetType.LINE, new Distinct(attribute));
    }
}
