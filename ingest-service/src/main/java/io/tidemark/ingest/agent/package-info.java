/** Which agents the senders name, so that a flush registers only new and renamed ones. */
@NullMarked
package io.tidemark.ingest.agent;

import org.jspecify.annotations.NullMarked;
