/** Medians, and how they are shown. */
@NullMarked
package io.tidemark.bench.report;

import org.jspecify.annotations.NullMarked;
