/** What the OpenAPI documents of all services have in common. */
@NullMarked
package io.tidemark.platform.openapi;

import org.jspecify.annotations.NullMarked;
