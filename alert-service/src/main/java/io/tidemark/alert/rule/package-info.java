/** Alert rules: what is watched, when it is too much, and how they are written, checked and stored. */
@NullMarked
package io.tidemark.alert.rule;

import org.jspecify.annotations.NullMarked;
