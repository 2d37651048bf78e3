/** Examples in the OpenAPI document. */
@NullMarked
package io.tidemark.query.examples;

import org.jspecify.annotations.NullMarked;
