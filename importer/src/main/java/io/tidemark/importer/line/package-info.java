/** Access log lines: combined, common and JSON, read into what the server knew of each request. */
@NullMarked
package io.tidemark.importer.line;

import org.jspecify.annotations.NullMarked;
