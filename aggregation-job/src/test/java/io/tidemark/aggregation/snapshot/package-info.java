@NullMarked
package io.tidemark.aggregation.snapshot;

import org.jspecify.annotations.NullMarked;
