/** What the metrics and traces of all services have in common. */
@NullMarked
package io.tidemark.platform.telemetry;

import org.jspecify.annotations.NullMarked;
