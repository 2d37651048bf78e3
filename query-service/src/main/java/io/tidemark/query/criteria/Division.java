package io.tidemark.query.criteria;

import static io.tidemark.query.range.SharedParameters.GRANULARITY;
import static io.tidemark.query.range.SharedParameters.TIME_ZONE;

import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.BucketWidth;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Inquiry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How requests say that a range is to be divided. */
public final class Division {

    private Division() {}

    /**
     * The zone that a request asks for; the tenant's home zone if for none.
     *
     * @throws ProblemException 400 if there is no such zone
     */
    public static ZoneId zone(Inquiry inquiry) {
        var name = inquiry.parameter(TIME_ZONE);
        try {
            return name == null ? inquiry.tenant().timeZone() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(TIME_ZONE, "must be an IANA time zone, such as Europe/Paris");
        }
    }

    /**
     * The buckets that a request asks for; some dozens if it does not say.
     *
     * @throws ProblemException 400 {@code INVALID_GRANULARITY} if there are none such, or too many
     */
    public static Bucket bucket(Inquiry inquiry, Criteria criteria) {
        var range = criteria.rangeAt(inquiry.now());
        var length = Duration.between(range.from(), range.to());
        var name = inquiry.parameter(GRANULARITY);
        var width = name == null ? BucketWidth.automatic(length) : width(name);
        var bucket = Bucket.of(width, zone(inquiry));
        if (bucket.starts(range.from(), range.to()).isEmpty()) {
            throw invalid("is too fine for the range: at most %d buckets".formatted(Bucket.MAX_BUCKETS));
        }
        return bucket;
    }

    /** As the parameters of a question. */
    public static Map<String, String> parameters(Criteria criteria, Bucket bucket) {
        var parameters = new HashMap<>(criteria.parameters());
        parameters.put(GRANULARITY, bucket.width().label());
        parameters.put(TIME_ZONE, bucket.zone().getId());
        return parameters;
    }

    private static BucketWidth width(String name) {
        var named =
                switch (name) {
                    case "minute" -> Optional.of(BucketWidth.MINUTE);
                    case "hour" -> Optional.of(BucketWidth.HOUR);
                    case "day" -> Optional.of(BucketWidth.DAY);
                    default -> BucketWidth.find(name);
                };
        return named.orElseThrow(() -> invalid("must be minute, hour, day, or one of 1m, 5m, 15m, 1h, 6h, 1d, 1w, 1M"));
    }

    private static ProblemException invalid(String message) {
        return ProblemException.invalid(ProblemType.INVALID_GRANULARITY, GRANULARITY, message);
    }
}
