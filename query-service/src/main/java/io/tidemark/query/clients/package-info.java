/** Who calls: consumers, and kinds of client software. */
@NullMarked
package io.tidemark.query.clients;

import org.jspecify.annotations.NullMarked;
