/** What is measured: PostgreSQL, Redis and the packaged services in a directory of their own. */
@NullMarked
package io.tidemark.bench.stage;

import org.jspecify.annotations.NullMarked;
