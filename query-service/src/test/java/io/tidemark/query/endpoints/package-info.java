@NullMarked
package io.tidemark.query.endpoints;

import org.jspecify.annotations.NullMarked;
