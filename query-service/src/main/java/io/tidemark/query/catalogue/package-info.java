/** The query catalogue over HTTP: what can be asked, and questions one by one or many at once. */
@NullMarked
package io.tidemark.query.catalogue;

import org.jspecify.annotations.NullMarked;
