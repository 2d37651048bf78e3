/** Texts that people type: names of tenants, keys and agents. */
@NullMarked
package io.tidemark.platform.text;

import org.jspecify.annotations.NullMarked;
