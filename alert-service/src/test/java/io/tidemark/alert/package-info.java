@NullMarked
package io.tidemark.alert;

import org.jspecify.annotations.NullMarked;
