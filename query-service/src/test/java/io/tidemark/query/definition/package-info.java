@NullMarked
package io.tidemark.query.definition;

import org.jspecify.annotations.NullMarked;
