/** Raw events, newest first: what answers are made of. */
@NullMarked
package io.tidemark.query.event;

import org.jspecify.annotations.NullMarked;
