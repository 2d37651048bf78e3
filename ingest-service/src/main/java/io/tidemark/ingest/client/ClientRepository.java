package io.tidemark.ingest.client;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.client.Client;
import io.tidemark.events.client.ClientClass;
import io.tidemark.events.client.Device;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the rows of clients, and adds those that are missing. */
@ApplicationScoped
class ClientRepository {

    // Equality of what is made of NULL can be hashed, which IS NOT DISTINCT FROM cannot; no client has empty names.

    /** Sorted by all writers alike, so that they cannot deadlock; no more than so many rows in all. */
    private static final String ADD = """
            INSERT INTO client (browser, os, device, client_class)
            SELECT w.browser, w.os, w.device, w.client_class
              FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS w (browser, os, device, client_class)
             WHERE NOT EXISTS (SELECT
                                 FROM client AS c
                                WHERE coalesce(c.browser, '') = coalesce(w.browser, '')
                                  AND coalesce(c.os, '') = coalesce(w.os, '')
                                  AND coalesce(c.device, '') = coalesce(w.device, '')
                                  AND coalesce(c.client_class, '') = coalesce(w.client_class, ''))
               AND (SELECT count(*) FROM client) < $5
             ORDER BY w.browser, w.os, w.device, w.client_class
                ON CONFLICT ON CONSTRAINT client_unique DO NOTHING
            """;

    private static final String FIND = """
            SELECT c.id, w.number
              FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
                   WITH ORDINALITY AS w (browser, os, device, client_class, number)
              JOIN client AS c ON coalesce(c.browser, '') = coalesce(w.browser, '')
                              AND coalesce(c.os, '') = coalesce(w.os, '')
                              AND coalesce(c.device, '') = coalesce(w.device, '')
                              AND coalesce(c.client_class, '') = coalesce(w.client_class, '')
            """;

    private final Pool pool;

    ClientRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(List<Client> clients, long capacity) {
        return pool.preparedQuery(ADD)
                .execute(parameters(clients).addLong(capacity))
                .replaceWithVoid();
    }

    /** The ids of those that have a row. */
    Uni<Map<Client, Integer>> find(List<Client> clients) {
        return pool.preparedQuery(FIND).execute(parameters(clients)).map(rows -> {
            var ids = new HashMap<Client, Integer>();
            for (Row row : rows) {
                ids.put(clients.get(row.getInteger("number") - 1), row.getInteger("id"));
            }
            return ids;
        });
    }

    private static Tuple parameters(List<Client> clients) {
        return Tuple.tuple()
                .addArrayOfString(texts(clients, Client::browser))
                .addArrayOfString(texts(clients, Client::os))
                .addArrayOfString(texts(clients, client -> text(client.device(), Device::text)))
                .addArrayOfString(texts(clients, client -> text(client.clientClass(), ClientClass::text)));
    }

    private static @Nullable String[] texts(List<Client> clients, Function<Client, @Nullable String> text) {
        return clients.stream().map(text).toArray(String[]::new);
    }

    private static <T> @Nullable String text(@Nullable T value, Function<T, String> text) {
        return value == null ? null : text.apply(value);
    }
}
