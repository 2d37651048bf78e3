package io.tidemark.query.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Counts over all agents.
 *
 * @param day null in the totals of the whole range
 * @param agents how many agents had any event in the whole range
 */
record DayTotals(@Nullable LocalDate day, long apiCalls, long tokenIssuances, long credentialRotations, long agents) {}
