@NullMarked
package io.tidemark.query.snapshot;

import org.jspecify.annotations.NullMarked;
