package io.tidemark.events;

import org.jspecify.annotations.Nullable;

/**
 * What was called.
 *
 * @param route the template, sent or derived from {@code path}
 * @param path without query and fragment
 * @param pathFolded whether the path is one too many: analytics count it as {@value Event#OTHER}
 * @param method upper case, one of {@link Methods} or {@value Event#OTHER}
 * @param domain lower case
 * @param groups service groups of the route, sorted and distinct, separated by line feeds; null without any
 */
public record Endpoint(
        @Nullable String api,
        @Nullable String route,
        @Nullable String path,
        boolean pathFolded,
        @Nullable String method,
        @Nullable String protocol,
        @Nullable String domain,
        @Nullable String environment,
        @Nullable String groups) {}
