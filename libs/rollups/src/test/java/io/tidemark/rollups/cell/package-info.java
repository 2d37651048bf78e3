@NullMarked
package io.tidemark.rollups.cell;

import org.jspecify.annotations.NullMarked;
