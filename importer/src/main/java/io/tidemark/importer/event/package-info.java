/** Events made of access log lines, with ids that stay the same when a line is read again. */
@NullMarked
package io.tidemark.importer.event;

import org.jspecify.annotations.NullMarked;
