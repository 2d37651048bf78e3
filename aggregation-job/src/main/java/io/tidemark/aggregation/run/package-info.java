/** One run of a job: alone, recorded, and summed up whether it succeeded or not. */
@NullMarked
package io.tidemark.aggregation.run;

import org.jspecify.annotations.NullMarked;
