/** What all operations of the OpenAPI document have in common. */
@NullMarked
package io.tidemark.query.openapi;

import org.jspecify.annotations.NullMarked;
