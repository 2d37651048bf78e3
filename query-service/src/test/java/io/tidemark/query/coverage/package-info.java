@NullMarked
package io.tidemark.query.coverage;

import org.jspecify.annotations.NullMarked;
