/** What a tenant's APIs are documented to have: OpenAPI documents, of which the operations are kept. */
@NullMarked
package io.tidemark.query.definition;

import org.jspecify.annotations.NullMarked;
