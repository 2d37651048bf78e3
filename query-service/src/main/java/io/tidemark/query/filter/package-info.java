/** Which events: filters as query parameters, a name, or {@code !} and a name, and one value or several. */
@NullMarked
package io.tidemark.query.filter;

import org.jspecify.annotations.NullMarked;
