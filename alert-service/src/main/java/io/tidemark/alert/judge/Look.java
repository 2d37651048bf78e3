package io.tidemark.alert.judge;

import io.tidemark.alert.question.Asked;
import io.tidemark.alert.question.Window;

/** A question asked of a window: conditions that need the same share its answer. */
public record Look(Asked asked, Window window) {}
