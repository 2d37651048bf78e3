package io.tidemark.alert.delivery;

import io.tidemark.alert.format.Format;
import io.tidemark.alert.log.AlertEvent;
import java.util.UUID;

/** An event to be sent to a webhook. */
record NewDelivery(UUID id, UUID webhook, AlertEvent event, Format format, String body) {}
