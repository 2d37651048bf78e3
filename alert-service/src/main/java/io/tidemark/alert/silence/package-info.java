/** When events are logged only: silences, and maintenance windows by schedule. */
@NullMarked
package io.tidemark.alert.silence;

import org.jspecify.annotations.NullMarked;
