@NullMarked
package io.tidemark.alert.state;

import org.jspecify.annotations.NullMarked;
