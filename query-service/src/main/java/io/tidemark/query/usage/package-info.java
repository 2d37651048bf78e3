/** The usage summary: totals, average and peak of a date range. */
@NullMarked
package io.tidemark.query.usage;

import org.jspecify.annotations.NullMarked;
