package io.tidemark.alert.delivery;

import io.tidemark.alert.format.Format;
import io.tidemark.alert.webhook.Interest;
import java.util.UUID;

/** What a webhook wants to hear of, and how. */
record Subscription(UUID id, Format format, Interest interest) {}
