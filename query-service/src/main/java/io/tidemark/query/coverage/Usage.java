package io.tidemark.query.coverage;

import io.tidemark.query.definition.ApiOperation;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calls of one operation, or of one route that is not documented, by their statuses. */
final class Usage {

    private final SortedMap<String, Long> statuses = new TreeMap<>();
    private long calls;
    private long errors;

    void add(String status, long moreCalls, long moreErrors) {
        statuses.merge(status, moreCalls, Long::sum);
        calls += moreCalls;
        errors += moreErrors;
    }

    long calls() {
        return calls;
    }

    long errors() {
        return errors;
    }

    /** The documented responses that were seen. One that is documented as such is none of its class, nor the default. */
    List<String> seen(ApiOperation operation) {
        return operation.responses().stream()
                .filter(response ->
                        statuses.keySet().stream().anyMatch(status -> response.equals(documented(operation, status))))
                .toList();
    }

    private static String documented(ApiOperation operation, String status) {
        if (operation.responses().contains(status)) {
            return status;
        }
        var ofClass = status.charAt(0) + "XX";
        return operation.responses().contains(ofClass) ? ofClass : "default";
    }
}
