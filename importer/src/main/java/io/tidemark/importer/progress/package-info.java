/** Telling how far an import has come. */
@NullMarked
package io.tidemark.importer.progress;

import org.jspecify.annotations.NullMarked;
