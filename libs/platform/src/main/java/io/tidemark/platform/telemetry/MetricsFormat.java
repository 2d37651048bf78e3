package io.tidemark.platform.telemetry;

import static java.util.stream.Collectors.joining;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers in OpenMetrics, which has exemplars, to whoever takes it. Quarkus answers in the older text format to whoever
 * takes that one, too, as Prometheus does.
 *
 * <p>Only buckets and totals keep their exemplars: of others, such as counts of summaries, Prometheus before 2.43 and some
 * hosted ones throw the whole answer away.
 */
// Quarkus still makes the registry of the older client.
@SuppressWarnings("deprecation")
@ApplicationScoped
class MetricsFormat {

    private static final String PATH = "/q/metrics";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String CONTENT_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

    private static final Pattern MAY_HAVE_EXEMPLAR = Pattern.compile("^\\w+_(?:bucket|total)[{ ]");
    private static final Pattern EXEMPLAR = Pattern.compile(" # \\{[^}]*} \\S+ \\S+$");

    private final PrometheusMeterRegistry registry;

    MetricsFormat(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    void prefer(@Observes ManagementInterface management) {
        management.router().get(PATH).order(Integer.MIN_VALUE).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        if (!takesOpenMetrics(request.request().getHeader(HttpHeaders.ACCEPT))) {
            request.next();
            return;
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .end(registry.scrape(CONTENT_TYPE)
                        .lines()
                        .map(MetricsFormat::withFewerExemplars)
                        .collect(joining("\n", "", "\n")));
    }

    /** Or anything. */
    private static boolean takesOpenMetrics(@Nullable String accepted) {
        return accepted == null
                || accepted.contains(OPEN_METRICS)
                || (accepted.contains("*/*") && !accepted.contains("text/"));
    }

    private static String withFewerExemplars(String line) {
        return line.startsWith("#") || MAY_HAVE_EXEMPLAR.matcher(line).find()
                ? line
                : EXEMPLAR.matcher(line).replaceFirst("");
    }
}
