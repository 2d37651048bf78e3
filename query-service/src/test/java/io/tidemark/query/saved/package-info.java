@NullMarked
package io.tidemark.query.saved;

import org.jspecify.annotations.NullMarked;
