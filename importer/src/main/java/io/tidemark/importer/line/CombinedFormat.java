package io.tidemark.importer.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidemark.importer.line.Tokenizer.Token;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code addr - user [time] "request" status bytes "referer" "agent" …}: the common format ends after the bytes, and
 * Apache's vhost_combined has {@code host:port} in front. Behind it, {@code name=value} pairs and request times are
 * understood, everything else is skipped.
 */
final class CombinedFormat {

    /** NGINX writes its times with three decimals, by which they are told from other numbers. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}\\.\\d{3}");

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:[\\w.-]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}");
    private static final int TIME_LENGTH = "10/Oct/2000:13:55:36 -0700".length();

    Variables read(byte[] bytes) throws MalformedLineException {
        // One char per byte; values are decoded one by one, see Escapes.
        var line = new String(bytes, ISO_8859_1);
        int time = indexOfTime(line);
        var variables = new Variables();
        readHead(line.substring(0, time - 2), variables);
        variables.put("time_local", line.substring(time, time + TIME_LENGTH));
        readTail(new Tokenizer(line, time + TIME_LENGTH + 1).tokens(), variables);
        return variables;
    }

    /** Looks for the time by its brackets, since a user name may contain spaces and brackets too. */
    private static int indexOfTime(String line) throws MalformedLineException {
        for (int at = line.indexOf(" ["); at >= 0; at = line.indexOf(" [", at + 1)) {
            int end = at + 2 + TIME_LENGTH;
            if (end < line.length() && line.charAt(end) == ']') {
                return at + 2;
            }
        }
        throw new MalformedLineException("no [time] found");
    }

    private static void readHead(String head, Variables variables) throws MalformedLineException {
        int second = head.indexOf(' ') + 1;
        int third = head.indexOf(' ', second) + 1;
        if (second == 0 || third == 0) {
            throw new MalformedLineException("no address, identity and user before the [time]");
        }
        var address = head.substring(0, second - 1);
        var identity = head.substring(second, third - 1);
        if (!identity.equals("-") && HOST_AND_PORT.matcher(address).matches() && head.indexOf(' ', third) > 0) {
            variables.put("host", address);
            readHead(head.substring(second), variables);
            return;
        }
        variables.put("remote_addr", address);
        variables.put("remote_user", Escapes.decode(head.substring(third)));
    }

    private static void readTail(List<Token> tokens, Variables variables) throws MalformedLineException {
        if (tokens.isEmpty() || !tokens.getFirst().quoted()) {
            throw new MalformedLineException("no \"request\" after the [time]");
        }
        if (tokens.size() < 3) {
            throw new MalformedLineException("no status and bytes after the \"request\"");
        }
        variables.put("request", tokens.get(0).value());
        variables.put("status", tokens.get(1).value());
        variables.put("body_bytes_sent", tokens.get(2).value());
        var rest = tokens.subList(3, tokens.size());
        if (rest.size() >= 2 && rest.get(0).quoted() && rest.get(1).quoted()) {
            variables.put("http_referer", rest.get(0).value());
            variables.put("http_user_agent", rest.get(1).value());
            rest = rest.subList(2, rest.size());
        }
        readExtras(rest, variables);
    }

    /** The first time is that of the request; the second is the upstream's only if there is no third. */
    private static void readExtras(List<Token> extras, Variables variables) {
        @Nullable String request = null;
        @Nullable String upstream = null;
        int times = 0;
        for (var token : extras) {
            if (token.key() != null) {
                variables.put(token.key(), token.value());
            } else if (isTimes(token.value())) {
                times++;
                request = times == 1 ? token.value() : request;
                upstream = times == 2 ? token.value() : upstream;
            }
        }
        variables.put("request_time", request);
        variables.put("upstream_response_time", times == 2 ? upstream : null);
    }

    private static boolean isTimes(String value) {
        for (var part : EntryMapping.UPSTREAM_SEPARATOR.split(value, -1)) {
            if (!SECONDS.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }
}
