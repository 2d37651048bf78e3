/** What the services stand on: PostgreSQL, Redis and an OIDC provider, all from Maven artifacts. */
@NullMarked
package io.tidemark.quickstart.backend;

import org.jspecify.annotations.NullMarked;
