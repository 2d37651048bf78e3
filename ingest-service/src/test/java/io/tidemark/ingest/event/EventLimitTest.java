package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Infrastructure;
import org.junit.jupiter.api.Test;

/** The free tier may send 500 events a second, the pro tier any number. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class EventLimitTest {

    @Test
    void eventsAboveTheTiersRateAreRefusedWithATimeToComeBack() {
        var api = Api.newTenant("free", "UTC");

        api.post(EventResourceTest.events(2000))
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"ingest\";q=500;w=1"))
                .header("RateLimit", startsWith("\"ingest\";r=0;t="));
        api.post(EventResourceTest.events(10))
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .header("RateLimit", startsWith("\"ingest\";r=0;t="))
                .body("code", equalTo("RATE_LIMITED"));
        assertThat(api.count()).isEqualTo(2000);
    }

    @Test
    void anEmptyBatchIsNotLimited() {
        var api = Api.newTenant("free", "UTC");
        api.post(EventResourceTest.events(2000)).statusCode(200);

        api.post("[]").statusCode(200);
    }

    @Test
    void aTierWithoutLimitIsNotCountedAtAll() {
        var api = Api.newTenant("pro", "UTC");

        api.post(EventResourceTest.events(2000)).statusCode(200).header("RateLimit", nullValue());
    }
}
