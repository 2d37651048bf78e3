/** Optimistic concurrency: an entity's version as ETag, and the If-Match that an update must carry. */
@NullMarked
package io.tidemark.platform.version;

import org.jspecify.annotations.NullMarked;
