/** On whose behalf events are read, and what is said if the catalogue cannot answer. */
@NullMarked
package io.tidemark.query.scope;

import org.jspecify.annotations.NullMarked;
