@NullMarked
package io.tidemark.query.live;

import org.jspecify.annotations.NullMarked;
