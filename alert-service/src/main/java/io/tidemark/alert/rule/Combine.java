package io.tidemark.alert.rule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether all conditions must hold, or any. */
@Schema(name = "Combine")
public enum Combine {
    AND,
    OR
}
