package io.tidemark.quickstart.ingress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which service answers which path. */
public final class PathTable {

    private static final String RESOURCE = "/ingress-paths.csv";

    private final List<Entry> entries;

    PathTable(Stream<String> lines) {
        this.entries = lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .skip(1)
                .map(Entry::parse)
                .sorted(Comparator.comparingInt((Entry entry) -> entry.prefix().length())
                        .reversed())
                .toList();
    }

    public static PathTable load() throws IOException {
        try (var resource = PathTable.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException(RESOURCE + " is missing");
            }
            return new PathTable(new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8)).lines());
        }
    }

    /** The service of a path, as the request line has it, without the query. */
    Optional<String> service(String path) {
        if (leavesItsPlace(path)) {
            return Optional.empty();
        }
        return entries.stream()
                .filter(entry -> entry.covers(path))
                .map(Entry::service)
                .findFirst();
    }

    Set<String> services() {
        return entries.stream().map(Entry::service).collect(Collectors.toUnmodifiableSet());
    }

    /** A service would resolve dots after us, and so answer a path that is not in the table. */
    private static boolean leavesItsPlace(String path) {
        var decoded = path.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f|%5c|\\\\", "/");
        return Stream.of(decoded.split("/", -1)).anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private record Entry(String prefix, String service) {

        static Entry parse(String line) {
            var columns = line.split(",", -1);
            if (columns.length != 2 || !columns[0].startsWith("/") || columns[0].endsWith("/")) {
                throw new IllegalArgumentException("not a path and a service: " + line);
            }
            return new Entry(columns[0], columns[1]);
        }

        boolean covers(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }
}
