package io.tidemark.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was called.
 *
 * @param route the template, sent or derived from {@code path}
 * @param path without query and fragment
 * @param method upper case
 * @param domain lower case
 * @param groups service groups of the route, distinct, in the order sent
 */
public record Endpoint(
        @Nullable String api,
        @Nullable String route,
        @Nullable String path,
        @Nullable String method,
        @Nullable String protocol,
        @Nullable String domain,
        @Nullable String environment,
        List<String> groups) {}
