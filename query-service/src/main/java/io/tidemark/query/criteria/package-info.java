/** What most answers are about, a range of time and filters, and how events are added up for them. */
@NullMarked
package io.tidemark.query.criteria;

import org.jspecify.annotations.NullMarked;
