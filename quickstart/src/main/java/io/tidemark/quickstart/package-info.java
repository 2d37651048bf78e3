/** One process that starts PostgreSQL, Redis, an OIDC provider, the services and a local ingress on this machine. */
@NullMarked
package io.tidemark.quickstart;

import org.jspecify.annotations.NullMarked;
