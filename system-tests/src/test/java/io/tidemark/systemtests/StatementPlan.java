package io.tidemark.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How PostgreSQL would run a statement, as {@code EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON)} says, and which tables it
 * would look through without a tenant. Row-level security is not part of it: whoever asks is a superuser.
 */
final class StatementPlan {

    private static final List<String> CONDITIONS =
            List.of("Index Cond", "Filter", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter", "TID Cond");

    private static final Pattern EQUALITY = Pattern.compile("(\\S+) = (\\S+)");
    private static final Pattern BRACKETS = Pattern.compile("^\\(+|\\)+$");
    private static final Pattern TRUNK = Pattern.compile("_\\d+$");

    /** A table that is read, under the name that conditions give it, and what its tenant is compared with. */
    private record Scan(String table, String alias, String column, List<String> partners) {}

    private final Map<String, Scan> scans = new TreeMap<>();
    private final Map<String, String> roots;
    private final List<String> conditions = new ArrayList<>();

    /** @param roots the tables that matter, and their partitions, by name; each with the name of the whole */
    StatementPlan(JsonNode plan, Map<String, String> roots) {
        this.roots = roots;
        collect(plan);
        for (var condition : conditions) {
            EQUALITY.matcher(condition).results().forEach(equality -> {
                var left = BRACKETS.matcher(equality.group(1)).replaceAll("");
                var right = BRACKETS.matcher(equality.group(2)).replaceAll("");
                relate(left, right);
                relate(right, left);
            });
        }
    }

    /** Tables of tenants that are read without saying of which. */
    Set<String> unbound() {
        var bound = new TreeSet<String>();
        while (scans.values().stream().anyMatch(scan -> isBound(scan, bound) && bound.add(scan.alias()))) {
            // Until nothing follows from what is known any more.
        }
        var unbound = new TreeSet<String>();
        scans.values().stream()
                .filter(scan -> scan.column().equals("tenant_id") && !bound.contains(scan.alias()))
                .forEach(scan -> unbound.add(scan.table()));
        return unbound;
    }

    private void collect(JsonNode node) {
        if (node.isObject()) {
            var root = roots.get(node.path("Relation Name").asText());
            if (root != null && !node.path("Node Type").asText().equals("ModifyTable")) {
                var alias = node.path("Alias").asText();
                scans.put(alias, new Scan(root, alias, root.equals("tenant") ? "id" : "tenant_id", new ArrayList<>()));
            }
            CONDITIONS.forEach(name -> conditions.add(node.path(name).asText()));
        }
        node.forEach(this::collect);
    }

    /** Above its parts, a partitioned table goes by its own name; below, each part has a number of its own. */
    private void relate(String column, String partner) {
        for (var scan : scans.values()) {
            var own = scan.alias() + "." + scan.column();
            var whole = trunk(scan.alias()) + "." + scan.column();
            if (column.equals(own) || column.equals(whole)) {
                scan.partners().add(partner);
            }
        }
    }

    private boolean isBound(Scan scan, Set<String> bound) {
        return scan.partners().stream().anyMatch(partner -> {
            var alias = partner.contains(".") ? partner.substring(0, partner.indexOf('.')) : "";
            return scans.values().stream()
                    .filter(other -> other.alias().equals(alias) || trunk(other.alias()).equals(alias))
                    .findFirst()
                    .map(other -> bound.contains(other.alias()) && partner.endsWith("." + other.column()))
                    // Neither a table nor a part of one: a parameter, or rows that were given.
                    .orElse(true);
        });
    }

    private static String trunk(String alias) {
        return TRUNK.matcher(alias).replaceFirst("");
    }
}
