/** What kind of software sent a request, told from its user agent. */
@NullMarked
package io.tidemark.events.client;

import org.jspecify.annotations.NullMarked;
