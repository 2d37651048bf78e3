package io.tidemark.query.oracle;

import io.tidemark.events.PackedId;
import io.tidemark.query.Customer;
import io.tidemark.query.Rollups;
import io.tidemark.rollups.roll.Home;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of a customer: some rolled up, some of whole days, some waiting. */
record History(Customer customer, List<Call> calls) {

    private static final List<@Nullable String> PROTOCOLS = nullable("http", "http", "http", "grpc", "graphql", null);
    private static final List<@Nullable String> ROUTES =
            nullable("/orders", "/orders/:id", "/users/:id", "/health", "/pay", "=cmd()", null);
    private static final List<@Nullable String> CONSUMERS = nullable("app", "web", "partner", "cron", null);
    private static final List<@Nullable String> BROWSERS = nullable("Firefox", "Chrome", "Safari", null);
    private static final List<Integer> STATUSES =
            List.of(200, 200, 200, 200, 201, 304, 400, 404, 408, 429, 499, 500, 503, 504);

    /** The same events each time, over the three days before the last of March 2026. */
    static History of(Customer customer) {
        var random = new Random(42);
        var calls = new ArrayList<Call>();
        for (var i = 0; i < 1500; i++) {
            calls.add(call(random));
        }
        return new History(customer, calls);
    }

    private static Call call(Random random) {
        var time = Instant.parse("2026-03-28T00:00:00Z").plusMillis(random.nextInt(3 * 24 * 3600 * 1000));
        var request = random.nextInt(20) > 0;
        var named = random.nextInt(12) == 0;
        return new Call(
                time,
                request ? "request" : "token_issuance",
                pick(random, PROTOCOLS),
                random.nextInt(3) > 0 ? "GET" : "POST",
                pick(random, ROUTES),
                request && random.nextInt(30) > 0 ? pick(random, STATUSES) : null,
                named ? pick(random, List.of("db:timeout", "DEADLINE_EXCEEDED", "boom, \"x\"\ny")) : null,
                named && random.nextBoolean() ? "network_error" : null,
                random.nextInt(10) > 0 ? (long) Math.exp(random.nextGaussian() * 1.2 + 10) : null,
                random.nextInt(10) > 0 ? (long) random.nextInt(5000) : null,
                random.nextInt(10) > 0 ? (long) random.nextInt(50000) : null,
                pick(random, CONSUMERS),
                random.nextInt(3) > 0 ? "team-" + random.nextInt(3) : null,
                pick(random, BROWSERS));
    }

    /** Stored, but not rolled up. */
    History waiting() {
        store(calls);
        return this;
    }

    /** The first day made of its hours, the second rolled up, the third waiting. */
    History mixed() {
        var home = new Home(customer.id(), customer.zone());
        store(calls.stream()
                .filter(call -> call.time().isBefore(Instant.parse("2026-03-30T00:00:00Z")))
                .toList());
        try (var rollups = new Rollups(Customer.database())) {
            rollups.rollUp(home);
            rollups.makeDay(home, LocalDate.parse("2026-03-28"));
        }
        store(calls.stream()
                .filter(call -> !call.time().isBefore(Instant.parse("2026-03-30T00:00:00Z")))
                .toList());
        return this;
    }

    List<Call> requests(String from, String to) {
        return calls.stream()
                .filter(Call::isRequest)
                .filter(call -> call.isWithin(Instant.parse(from), Instant.parse(to)))
                .toList();
    }

    private void store(Collection<Call> stored) {
        stored.stream()
                .map(call -> LocalDate.ofInstant(call.time(), ZoneOffset.UTC))
                .distinct()
                .forEach(day -> Customer.database().query("SELECT ensure_event_partition(?)", day));
        var clients = clients();
        var batch = Customer.database().number("SELECT nextval('ingest_batch_id')");
        try (var connection = Customer.database().connect();
                var insert = connection.prepareStatement("""
                        INSERT INTO event (tenant_id, id, "time", batch_id, day, type, protocol, method, route, status,
                                           error_type, error_category, duration_us, bytes_in, bytes_out, consumer,
                                           groups, client_id, trace_id, error_message)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var call : stored) {
                var id = UUID.randomUUID();
                var place = 0;
                insert.setObject(++place, customer.id());
                insert.setObject(++place, id);
                insert.setObject(++place, OffsetDateTime.ofInstant(call.time(), ZoneOffset.UTC));
                insert.setLong(++place, batch);
                insert.setObject(++place, LocalDate.ofInstant(call.time(), ZoneOffset.UTC));
                insert.setString(++place, call.type());
                insert.setString(++place, call.protocol());
                insert.setString(++place, call.method());
                insert.setString(++place, call.route());
                insert.setObject(++place, call.status(), Types.SMALLINT);
                insert.setString(++place, call.errorType());
                insert.setString(++place, call.errorCategory());
                insert.setObject(++place, call.micros(), Types.BIGINT);
                insert.setObject(++place, call.bytesIn(), Types.BIGINT);
                insert.setObject(++place, call.bytesOut(), Types.BIGINT);
                insert.setString(++place, call.consumer());
                insert.setString(++place, call.group());
                insert.setObject(++place, call.browser() == null ? null : clients.get(call.browser()), Types.INTEGER);
                insert.setBytes(++place, PackedId.pack(id.toString().replace("-", "")));
                insert.setString(++place, call.errorType() == null ? null : "it said: " + call.errorType());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Customer.database().execute("""
                INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
                SELECT tenant_id, batch_id, count(*), min("time"), max("time")
                  FROM event
                 WHERE tenant_id = ? AND batch_id = ?
                 GROUP BY 1, 2""", customer.id(), batch);
    }

    private static Map<String, Integer> clients() {
        var ids = new HashMap<String, Integer>();
        for (var browser : List.of("Firefox", "Chrome", "Safari")) {
            Customer.database().execute("""
                INSERT INTO client (browser, os, device, client_class) VALUES (?, 'Linux', 'desktop', 'browser')
                ON CONFLICT DO NOTHING""", browser);
            ids.put(browser, (int) Customer.database().number("SELECT id FROM client WHERE browser = ?", browser));
        }
        return ids;
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<@Nullable String> nullable(@Nullable String... values) {
        var list = new ArrayList<@Nullable String>();
        Collections.addAll(list, values);
        return list;
    }
}
