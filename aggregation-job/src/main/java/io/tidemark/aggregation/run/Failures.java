package io.tidemark.aggregation.run;

import io.quarkus.logging.Log;
import io.vertx.core.json.JsonArray;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The failures of a run. Of very many only the first are named, to bound the summary; all are logged. */
public final class Failures {

    private static final int NAMED = 100;

    private final List<Failure> named = new ArrayList<>();

    public void add(String step, Throwable cause) {
        add(step, null, null, cause);
    }

    public void add(String step, @Nullable UUID tenant, @Nullable LocalDate day, Throwable cause) {
        var failure = Failure.of(step, tenant, day, cause);
        Log.errorf(cause, "Step failed: %s", failure);
        if (named.size() < NAMED) {
            named.add(failure);
        }
    }

    /** The result of the step; if it fails, the failure is noted and the fallback stands for the result. */
    public <T> T attempt(String step, Supplier<T> work, T fallback) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            add(step, e);
            return fallback;
        }
    }

    /** If the step fails, the failure is noted. */
    public void attempt(String step, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            add(step, e);
        }
    }

    public boolean none() {
        return named.isEmpty();
    }

    public JsonArray toJson() {
        var array = new JsonArray();
        named.forEach(failure -> array.add(failure.toJson()));
        return array;
    }
}
