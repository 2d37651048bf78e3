package io.tidemark.query.adoption;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class FeatureAdoptionTest {

    private static final String PATH = "/analytics/feature-adoption";

    @Inject
    MovableClock clock;

    @BeforeEach
    void noon() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void mf22FeaturesAreCountedByMetricAndUser() {
        var acme = Customer.pro();
        use(acme, "2026-03-30T10:00:00Z", "feature.export", "ann", 1);
        use(acme, "2026-03-30T10:00:01Z", "feature.export.rows", "ann", 500);
        use(acme, "2026-03-30T10:00:02Z", "feature.export.rows", "bob", 70);
        use(acme, "2026-03-30T10:00:03Z", "feature.dark_mode", "cid", 1);
        use(acme, "2026-03-30T10:00:04Z", "request", "dot", 1);
        use(acme, "2026-03-30T10:00:05Z", "featured", "ann", 1);
        acme.aggregate("2026-03-30");
        use(acme, "2026-03-31T10:00:00Z", "feature.export.rows", "bob", 5);

        acme.get(PATH)
                .statusCode(200)
                .body("window", equalTo("30d"), "activeUsers", equalTo(4))
                .body("features.feature", contains("export", "dark_mode"))
                .body("features.users", contains(2, 1), "features.events", contains(4, 1))
                .body("features.adoptionPercent", contains(50.0f, 25.0f))
                .body("features[0].metrics.metric", contains(null, "rows"))
                .body("features[0].metrics.events", contains(1, 3), "features[0].metrics.quantity", contains(1, 575))
                .body("features[0].metrics.users", contains(1, 2));
    }

    @ParameterizedTest
    @CsvSource({"1d, 1", "7d, 2", "30d, 3", "90d, 4", "all, 5"})
    void mf22WindowsReachAsFarBackAsTheySay(String window, int events) {
        var acme = Customer.pro();
        for (var time : new String[] {
            "2026-03-31T00:00:00Z",
            "2026-03-26T00:00:00Z",
            "2026-03-04T00:00:00Z",
            "2026-01-03T00:00:00Z",
            "2025-03-03T00:00:00Z"
        }) {
            use(acme, time, "feature.export", "ann", 1);
            acme.aggregate(time.substring(0, 10));
        }
        Customer.database().execute("DELETE FROM event WHERE tenant_id = ? AND \"time\" < '2026-03-01'", acme.id());

        acme.get(PATH + "?window=" + window)
                .statusCode(200)
                .body("features[0].events", equalTo(events), "features[0].users", equalTo(1));
    }

    @Test
    void mf22OthersFeaturesAndThoseOfOtherTeamsAreNotSeen() {
        var acme = Customer.pro();
        use(acme, "2026-03-30T10:00:00Z", "feature.export", null, 1);

        acme.get(PATH).body("features.adoptionPercent", contains(nullValue()), "features.users", contains(0));
        Customer.pro().get(PATH).statusCode(200).body("features", empty(), "activeUsers", equalTo(0));
        acme.inTeams("core").get(PATH).statusCode(200).body("features", empty());
    }

    @Test
    void mf22FiltersNarrow() {
        var acme = Customer.pro();
        use(acme, "2026-03-30T10:00:00Z", "feature.export", "ann", 1);
        use(acme, "2026-03-30T10:00:01Z", "feature.export", "bob", 1);

        acme.get(PATH + "?user=bob").body("features[0].events", equalTo(1), "activeUsers", equalTo(1));
    }

    @Test
    void mf22OtherWindowsAreRefused() {
        Customer.pro().get(PATH + "?window=2d").statusCode(400).body("errors[0].field", equalTo("window"));
        RestAssured.get(PATH).then().statusCode(401);
        Customer.of("free", "UTC").get(PATH).statusCode(403).body("code", equalTo("ANALYTICS_NOT_AVAILABLE"));
    }

    private static void use(Customer customer, String time, String type, @Nullable String user, long quantity) {
        var columns = new HashMap<String, Object>(Map.of("type", type, "quantity", quantity));
        if (user != null) {
            columns.put("user_id", user);
        }
        customer.call(time, columns);
    }
}
