/** Who is told of which events: endpoints for webhooks, mailboxes, and the keys that sign for them. */
@NullMarked
package io.tidemark.alert.webhook;

import org.jspecify.annotations.NullMarked;
