package io.tidemark.bench.query;

import java.time.Instant;
import java.util.Optional;

/** What an answer is about: half-open, and wider perhaps than what was asked. */
record AnsweredRange(Instant from, Instant to, Optional<String> bucket) {}
