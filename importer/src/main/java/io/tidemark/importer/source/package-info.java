/** Log files: plain, compressed or standard input, cut into lines. */
@NullMarked
package io.tidemark.importer.source;

import org.jspecify.annotations.NullMarked;
