@NullMarked
package io.tidemark.query.rotations;

import org.jspecify.annotations.NullMarked;
