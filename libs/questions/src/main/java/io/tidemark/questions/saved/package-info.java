/** Queries that a tenant added to the catalogue, as they are written, stored and read. */
@NullMarked
package io.tidemark.questions.saved;

import org.jspecify.annotations.NullMarked;
