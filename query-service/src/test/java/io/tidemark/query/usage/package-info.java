@NullMarked
package io.tidemark.query.usage;

import org.jspecify.annotations.NullMarked;
