@NullMarked
package io.tidemark.alert.schedule;

import org.jspecify.annotations.NullMarked;
