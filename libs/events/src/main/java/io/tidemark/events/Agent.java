package io.tidemark.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The agent that acted, as the event names it. */
public record Agent(UUID id, @Nullable String name) {}
