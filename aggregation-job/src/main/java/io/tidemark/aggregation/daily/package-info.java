/** Days made of hours, so that they always equal what the events say. */
@NullMarked
package io.tidemark.aggregation.daily;

import org.jspecify.annotations.NullMarked;
