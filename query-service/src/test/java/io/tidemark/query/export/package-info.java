@NullMarked
package io.tidemark.query.export;

import org.jspecify.annotations.NullMarked;
