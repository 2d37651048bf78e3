package io.tidemark.alert.log;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many events nobody has seen. */
@RegisterForReflection
@Schema(name = "UnseenAlertEvents")
record Unseen(long unseen) {}
