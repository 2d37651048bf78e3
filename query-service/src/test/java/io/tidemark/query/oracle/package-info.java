/** Answers against an oracle that looks at each event, and at nothing else. */
@NullMarked
package io.tidemark.query.oracle;

import org.jspecify.annotations.NullMarked;
