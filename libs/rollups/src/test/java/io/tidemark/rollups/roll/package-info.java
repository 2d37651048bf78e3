@NullMarked
package io.tidemark.rollups.roll;

import org.jspecify.annotations.NullMarked;
