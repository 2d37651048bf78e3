package io.tidemark.questions;

import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.platform.problem.ProblemException;

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
        return ProblemException.invalid(wrong.field(), String.valueOf(wrong.getMessage()));
    }
}
