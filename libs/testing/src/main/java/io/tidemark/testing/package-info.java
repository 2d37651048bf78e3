/** Real servers and fixtures for tests: PostgreSQL, Redis, an OIDC provider, and a validator of OpenAPI answers. */
@NullMarked
package io.tidemark.testing;

import org.jspecify.annotations.NullMarked;
