/** The command that imports access logs through the public API. */
@NullMarked
package io.tidemark.importer;

import org.jspecify.annotations.NullMarked;
