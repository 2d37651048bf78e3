@NullMarked
package io.tidemark.query.catalogue;

import org.jspecify.annotations.NullMarked;
