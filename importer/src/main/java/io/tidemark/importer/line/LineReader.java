package io.tidemark.importer.line;

/** Reads single lines of an access log. Not thread-safe: it remembers the last timestamp. */
public final class LineReader {

    private final LogFormat format;
    private final CombinedFormat combined = new CombinedFormat();
    private final JsonFormat json = new JsonFormat();
    private final EntryMapping mapping = new EntryMapping(new Timestamps());

    public LineReader(LogFormat format) {
        this.format = format;
    }

    /** Reads one line, given without its end. */
    public LogLine read(byte[] line) {
        try {
            var variables = isJson(line) ? json.read(line) : combined.read(line);
            return new LogLine.Entry(mapping.toEntry(variables));
        } catch (MalformedLineException e) {
            return new LogLine.Malformed(e.reason());
        }
    }

    private boolean isJson(byte[] line) {
        return switch (format) {
            case AUTO -> firstVisible(line) == '{';
            case COMBINED -> false;
            case NGINX_JSON -> true;
        };
    }

    private static int firstVisible(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return b;
            }
        }
        return -1;
    }
}
