/** The same rows written without Tidemark: what PostgreSQL alone can do. */
@NullMarked
package io.tidemark.bench.baseline;

import org.jspecify.annotations.NullMarked;
