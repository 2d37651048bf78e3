/** What the job last did, as metrics of this service: the job itself is gone when it is scraped. */
@NullMarked
package io.tidemark.query.job;

import org.jspecify.annotations.NullMarked;
