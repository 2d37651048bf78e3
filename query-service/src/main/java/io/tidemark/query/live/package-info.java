/** The live overview: server-sent events that repeat what the overview answers. */
@NullMarked
package io.tidemark.query.live;

import org.jspecify.annotations.NullMarked;
