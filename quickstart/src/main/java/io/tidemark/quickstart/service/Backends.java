package io.tidemark.quickstart.service;

import io.tidemark.quickstart.backend.OidcProvider;
import io.tidemark.quickstart.backend.PostgresServer;
import io.tidemark.quickstart.backend.RedisServer;

/** The servers that every service is told of. */
public record Backends(PostgresServer postgres, RedisServer redis, OidcProvider oidc) {}
