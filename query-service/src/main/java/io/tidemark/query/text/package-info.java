/** Texts that people type: names of tenants, keys and agents. */
@NullMarked
package io.tidemark.query.text;

import org.jspecify.annotations.NullMarked;
