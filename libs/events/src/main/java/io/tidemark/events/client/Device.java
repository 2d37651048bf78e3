package io.tidemark.events.client;

import java.util.Locale;

/** What kind of device a person used; bots and programs have none. */
public enum Device {
    DESKTOP,
    MOBILE,
    TABLET,
    TV;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As stored and shown. */
    public String text() {
        return text;
    }
}
