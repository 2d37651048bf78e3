/** Where webhooks may go: addresses of receivers, checked before anything is sent to them. */
@NullMarked
package io.tidemark.alert.endpoint;

import org.jspecify.annotations.NullMarked;
