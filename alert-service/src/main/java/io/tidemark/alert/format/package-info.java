/** What is sent of an event: the payloads that receivers understand. */
@NullMarked
package io.tidemark.alert.format;

import org.jspecify.annotations.NullMarked;
