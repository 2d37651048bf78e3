/** What is kept of events once they are counted: cubes, grains and measures, and the SQL that makes them. */
@NullMarked
package io.tidemark.rollups;

import org.jspecify.annotations.NullMarked;
