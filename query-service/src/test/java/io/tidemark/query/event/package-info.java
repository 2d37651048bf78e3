@NullMarked
package io.tidemark.query.event;

import org.jspecify.annotations.NullMarked;
