@NullMarked
package io.tidemark.query.adoption;

import org.jspecify.annotations.NullMarked;
