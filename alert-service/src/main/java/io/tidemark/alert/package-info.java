/** Alert-service: rules on the query catalogue, their evaluation, the log of events and their delivery. */
@NullMarked
package io.tidemark.alert;

import org.jspecify.annotations.NullMarked;
