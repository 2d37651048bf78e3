@NullMarked
package io.tidemark.query.daily;

import org.jspecify.annotations.NullMarked;
