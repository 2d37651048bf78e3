@NullMarked
package io.tidemark.query.gate;

import org.jspecify.annotations.NullMarked;
