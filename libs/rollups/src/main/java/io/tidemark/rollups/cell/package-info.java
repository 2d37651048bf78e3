/** Cells in memory, column by column: how events and stored cells are grouped, and packed into rows. */
@NullMarked
package io.tidemark.rollups.cell;

import org.jspecify.annotations.NullMarked;
