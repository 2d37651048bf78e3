package io.tidemark.importer.line;

/** The formats that the import understands. */
public enum LogFormat {
    /** Told line by line: JSON starts with a brace, nothing else does. */
    AUTO,
    /** NGINX and Apache combined or common, with what is recognisable behind it. */
    COMBINED,
    /** One JSON object per line, keys named like NGINX variables. */
    NGINX_JSON;

    /** The name used on the command line. */
    @Override
    public String toString() {
        return switch (this) {
            case AUTO -> "auto";
            case COMBINED -> "combined";
            case NGINX_JSON -> "nginx-json";
        };
    }
}
