/** Evaluates rules when they are due: by any number of replicas, each slot by one. */
@NullMarked
package io.tidemark.alert.evaluation;

import org.jspecify.annotations.NullMarked;
