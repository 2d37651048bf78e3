/** Who calls: an API key or an OIDC token, its tenant and its roles. */
@NullMarked
package io.tidemark.platform.identity;

import org.jspecify.annotations.NullMarked;
