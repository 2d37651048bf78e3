package io.tidemark.query.cache;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * What was asked, by whom: the same question has the same answer.
 *
 * @param parameters all that the answer depends on, normalised, with defaults resolved
 */
record Question(Endpoint endpoint, UUID tenant, Map<String, String> parameters, Duration timeToLive) {

    /**
     * Today is part of every question: a day that was under way then may be over now. So are the teams, if the caller
     * sees the events of some groups only.
     */
    static Question of(Inquiry inquiry, Asked asked) {
        var all = new HashMap<>(asked.parameters());
        all.put("today", inquiry.today().toString());
        inquiry.teams()
                .ifPresent(teams -> all.put("teams", teams.stream().sorted().collect(joining("\n"))));
        return new Question(asked.endpoint(), inquiry.tenant().id(), all, asked.timeToLive());
    }

    /** {@code analytics:{tenantId}:{endpoint}:{queryHash}}: the tenant is the credential's, so none shares a key. */
    String key() {
        return "analytics:" + tenant + ":" + endpoint.label() + ":" + hash();
    }

    private String hash() {
        var query = parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> parameter.getKey() + "=" + escape(parameter.getValue()))
                .collect(joining("&"));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** No value can pass for another parameter. */
    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
