/** Agents, the API consumers of a tenant: registered by their events, named and removed by people. */
@NullMarked
package io.tidemark.query.agent;

import org.jspecify.annotations.NullMarked;
