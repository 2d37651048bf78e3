@NullMarked
package io.tidemark.query.activity;

import org.jspecify.annotations.NullMarked;
