package io.tidemark.quickstart;

import io.tidemark.quickstart.backend.OidcProvider;
import io.tidemark.quickstart.backend.PostgresServer;
import io.tidemark.quickstart.backend.RedisServer;
import io.tidemark.quickstart.service.Service;
import java.util.List;
import java.util.stream.Stream;

/** Everything that listens on a port of its own behind the ingress. */
final class Servers {

    private Servers() {}

    static List<String> names() {
        var backends = Stream.of(PostgresServer.NAME, RedisServer.NAME, OidcProvider.NAME);
        var services = Service.ALL.stream().flatMap(service -> Stream.of(service.httpPort(), service.managementPort()));
        return Stream.concat(backends, services).toList();
    }
}
