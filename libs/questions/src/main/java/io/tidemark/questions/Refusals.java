package io.tidemark.questions;

import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;

/** What the catalogue refuses, as problems. */
public final class Refusals {

    private Refusals() {}

    /** The failure as it is answered: 400 that names the field, 422 {@code RANGE_NOT_KEPT}, or as it was. */
    public static Throwable of(Throwable failure) {
        return switch (failure) {
            case QuestionException wrong -> of(wrong);
            case RangeNotKeptException old -> ProblemException.rangeNotKept(old.earliestFrom());
            default -> failure;
        };
    }

    /** 400 that names the field. */
    public static ProblemException of(QuestionException wrong) {
        return ProblemException.invalid(type(wrong), wrong.field(), String.valueOf(wrong.getMessage()));
    }

    /** Ranges and buckets have codes of their own everywhere, however they are asked for. */
    private static ProblemType type(QuestionException wrong) {
        return switch (wrong.code()) {
            case "INVALID_TIME", "INVALID_RANGE" -> ProblemType.INVALID_DATE_RANGE;
            case "INVALID_BUCKET", "TOO_MANY_BUCKETS" -> ProblemType.INVALID_GRANULARITY;
            default -> ProblemType.INVALID_REQUEST;
        };
    }
}
