/** Answers from a replica of the database, as true as those of the primary. */
@NullMarked
package io.tidemark.query.replica;

import org.jspecify.annotations.NullMarked;
