@NullMarked
package io.tidemark.alert.rule;

import org.jspecify.annotations.NullMarked;
