/** How features are taken up: events of types that begin with {@code feature.}, by feature and metric. */
@NullMarked
package io.tidemark.query.adoption;

import org.jspecify.annotations.NullMarked;
