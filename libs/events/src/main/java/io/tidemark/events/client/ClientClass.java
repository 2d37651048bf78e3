package io.tidemark.events.client;

import java.util.Locale;

/** What kind of software a client is. */
public enum ClientClass {
    /** A person's web browser. */
    BROWSER,
    /** An application on a phone or desktop, its embedded web views included. */
    APP,
    /** A command-line tool or a script's HTTP call. */
    SCRIPT,
    /** An HTTP client library or SDK inside another program. */
    SDK,
    /** A crawler, a link preview, or automation such as a headless browser. */
    BOT,
    /** Collects for, or acts on behalf of, a language model. */
    AI_CRAWLER,
    /** Health checks and uptime monitors. */
    MONITOR,
    /** A user agent that says nothing recognisable. */
    UNKNOWN;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As stored and shown. */
    public String text() {
        return text;
    }
}
