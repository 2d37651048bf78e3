package io.tidemark.importer.line;

import io.tidemark.importer.line.AccessEntry.Client;
import io.tidemark.importer.line.AccessEntry.Exchange;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an entry of NGINX variables; which names are understood is decided here. */
final class EntryMapping {

    /** NGINX separates tries of several servers by commas and internal redirects by colons. */
    static final Pattern UPSTREAM_SEPARATOR = Pattern.compile("\\s*[,:]\\s*");

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    private final Timestamps timestamps;

    EntryMapping(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    AccessEntry toEntry(Variables variables) throws MalformedLineException {
        var time =
                variables.first("msec", "time_iso8601", "time_local", "time", "timestamp", "@timestamp", "ts", "date");
        if (time == null) {
            throw new MalformedLineException("no time: expected time_iso8601, msec or time_local");
        }
        return new AccessEntry(
                timestamps.read(time),
                RequestLine.of(variables),
                exchange(variables),
                client(variables),
                variables.first("request_id", "http_x_request_id", "x_request_id"));
    }

    private static Exchange exchange(Variables variables) throws MalformedLineException {
        return new Exchange(
                status(variables.first("status")),
                integer("request_length", variables.first("request_length", "bytes_received", "bytes_in")),
                integer("bytes sent", variables.first("body_bytes_sent", "bytes_sent", "bytes_out", "bytes")),
                millis("request_time", variables.first("request_time", "rt")),
                millis("upstream_response_time", variables.first("upstream_response_time", "urt")));
    }

    private static Client client(Variables variables) {
        var address = variables.first("remote_addr", "remote_ip", "client_ip", "clientip");
        return new Client(
                address != null && ADDRESS.matcher(address).matches() ? address : null,
                variables.first("remote_user", "user"),
                variables.first("http_user_agent", "user_agent", "agent"),
                variables.first("http_referer", "http_referrer", "referer", "referrer"));
    }

    private static @Nullable Integer status(@Nullable String text) throws MalformedLineException {
        if (text == null) {
            return null;
        }
        if (text.length() > 3 || !isDigits(text)) {
            throw MalformedLineException.unreadable("status", text);
        }
        int status = Integer.parseInt(text);
        // NGINX logs 009 for an HTTP/0.9 request that was answered without a status.
        return status == 9 ? 0 : status;
    }

    private static @Nullable Long integer(String name, @Nullable String text) throws MalformedLineException {
        if (text == null) {
            return null;
        }
        if (text.length() > 18 || !isDigits(text)) {
            throw MalformedLineException.unreadable(name, text);
        }
        return Long.valueOf(text);
    }

    /** Seconds, several of them added up; a server that was not reached counts nothing. */
    private static @Nullable Double millis(String name, @Nullable String text) throws MalformedLineException {
        if (text == null) {
            return null;
        }
        long micros = 0;
        boolean known = false;
        for (var part : UPSTREAM_SEPARATOR.split(text, -1)) {
            if (!part.isEmpty() && !part.equals("-")) {
                micros += micros(name, part);
                known = true;
            }
        }
        return known ? micros / 1e3 : null;
    }

    private static long micros(String name, String seconds) throws MalformedLineException {
        try {
            double value = Double.parseDouble(seconds);
            if (value >= 0 && value < 1e10) {
                return Math.round(value * 1e6);
            }
        } catch (NumberFormatException e) {
            // Falls through to the same complaint.
        }
        throw MalformedLineException.unreadable(name, seconds);
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
