package io.tidemark.alert.log;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many events were marked. */
@RegisterForReflection
@Schema(name = "MarkedAlertEvents")
record Marked(int marked) {}
