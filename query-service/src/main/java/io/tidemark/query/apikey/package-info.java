/** API keys of a tenant: made, listed, rotated and revoked by its administrators. */
@NullMarked
package io.tidemark.query.apikey;

import org.jspecify.annotations.NullMarked;
