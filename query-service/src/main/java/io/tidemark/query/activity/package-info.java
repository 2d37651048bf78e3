/** What each agent did on each day. */
@NullMarked
package io.tidemark.query.activity;

import org.jspecify.annotations.NullMarked;
