/** Queries that a tenant adds to the catalogue: written by its editors, asked like the built-in ones. */
@NullMarked
package io.tidemark.query.saved;

import org.jspecify.annotations.NullMarked;
