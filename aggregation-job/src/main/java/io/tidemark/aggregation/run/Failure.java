package io.tidemark.aggregation.run;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that a run could not do, named so that an operator finds it. */
record Failure(String step, @Nullable UUID tenant, @Nullable LocalDate day, String message) {

    static Failure of(String step, @Nullable UUID tenant, @Nullable LocalDate day, Throwable cause) {
        var message = cause.getMessage();
        return new Failure(step, tenant, day, message == null ? cause.getClass().getSimpleName() : message);
    }

    JsonObject toJson() {
        var json = new JsonObject().put("step", step);
        if (tenant != null) {
            json.put("tenant", tenant.toString());
        }
        if (day != null) {
            json.put("day", day.toString());
        }
        return json.put("message", message);
    }
}
