/** The permanent log of what rules and webhooks had to say. */
@NullMarked
package io.tidemark.alert.log;

import org.jspecify.annotations.NullMarked;
