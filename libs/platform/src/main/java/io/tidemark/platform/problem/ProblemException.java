package io.tidemark.platform.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} from where it is noticed to the mapper that answers it. Expected, so without a stack. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    private ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(Problem problem) {
        return new ProblemException(problem, null);
    }

    public static ProblemException of(ProblemType type, String detail) {
        return of(type.problem(detail));
    }

    /** 400 {@code INVALID_REQUEST} that names the one wrong field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(ProblemType.INVALID_REQUEST, field, message);
    }

    /** The given problem, naming the one wrong field. */
    public static ProblemException invalid(ProblemType type, String field, String message) {
        return of(type.problem(field + " " + message, List.of(new Problem.Violation(field, message))));
    }

    /** 422 {@code RANGE_NOT_KEPT}: a range that begins earlier than anything that could answer the question. */
    public static ProblemException rangeNotKept(Instant earliestFrom) {
        var message = "must not be before %s: what is older is not kept".formatted(earliestFrom);
        var problem =
                ProblemType.RANGE_NOT_KEPT.problem("from " + message, List.of(new Problem.Violation("from", message)));
        return of(problem.keptFrom(earliestFrom));
    }

    public static ProblemException rateLimited(Duration retryAfter) {
        return retryLater(ProblemType.RATE_LIMITED, "Try again later, and less often.", retryAfter);
    }

    /** A problem that goes away by itself: answered with {@code Retry-After}. */
    public static ProblemException retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new ProblemException(type.problem(detail), retryAfter);
    }

    public Problem problem() {
        return problem;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
