@NullMarked
package io.tidemark.alert.evaluation;

import org.jspecify.annotations.NullMarked;
