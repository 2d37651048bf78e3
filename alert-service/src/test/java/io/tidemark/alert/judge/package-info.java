@NullMarked
package io.tidemark.alert.judge;

import org.jspecify.annotations.NullMarked;
