/** The command line of the job: one class per command, exit codes and the summary line. */
@NullMarked
package io.tidemark.aggregation;

import org.jspecify.annotations.NullMarked;
