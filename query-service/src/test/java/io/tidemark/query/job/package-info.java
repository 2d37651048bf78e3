@NullMarked
package io.tidemark.query.job;

import org.jspecify.annotations.NullMarked;
