@NullMarked
package io.tidemark.alert.silence;

import org.jspecify.annotations.NullMarked;
