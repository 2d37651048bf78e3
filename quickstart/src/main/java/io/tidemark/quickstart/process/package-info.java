/** Child processes: started so that they cannot outlive this one, watched, and started again when they die. */
@NullMarked
package io.tidemark.quickstart.process;

import org.jspecify.annotations.NullMarked;
