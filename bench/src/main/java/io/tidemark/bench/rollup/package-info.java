/** Whether rollups keep up: their lag behind a steady load, and how fast they and the nightly job go through a backlog. */
@NullMarked
package io.tidemark.bench.rollup;

import org.jspecify.annotations.NullMarked;
