@NullMarked
package io.tidemark.alert.log;

import org.jspecify.annotations.NullMarked;
