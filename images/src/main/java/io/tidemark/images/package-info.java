/** Packs the applications into images, without Docker. */
@NullMarked
package io.tidemark.images;

import org.jspecify.annotations.NullMarked;
