@NullMarked
package io.tidemark.query.openapi;

import org.jspecify.annotations.NullMarked;
