package io.tidemark.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How PostgreSQL would run a statement, as {@code EXPLAIN (VERBOSE, FORMAT JSON)} says, and which tables it
 * would look through without a tenant. Row-level security is not part of it: whoever asks is a superuser. A partitioned
 * table must have one partition, which then goes by the name of the whole.
 */
final class StatementPlan {

    private static final List<String> CONDITIONS = List.of("Index Cond", "Filter", "Recheck Cond", "TID Cond");
    private static final List<String> JOIN_CONDITIONS = List.of("Hash Cond", "Merge Cond", "Join Filter");

    private static final Pattern EQUALITY = Pattern.compile("(\\S+) = (\\S+)");
    private static final Pattern BRACKETS = Pattern.compile("^\\(+|\\)+$");

    /** A table that is read, under the name that conditions give it, and what its tenant is equal to. */
    private record Scan(String table, String alias, String column, List<String> partners) {

        void equate(String side, String other) {
            if (side.equals(alias + "." + column)) {
                partners.add(other);
            }
        }
    }

    private final Map<String, Scan> scans = new TreeMap<>();
    private final Map<String, String> roots;

    /** @param roots the tables that matter, and their partitions, by name; each with the name of the whole */
    StatementPlan(JsonNode plan, Map<String, String> roots) {
        this.roots = roots;
        plan.forEach(statement -> collect(statement.path("Plan")));
    }

    /** Tables of tenants that are read without saying of which. */
    Set<String> unbound() {
        var bound = new TreeSet<String>();
        var more = true;
        while (more) {
            more = bound.addAll(scans.values().stream()
                    .filter(scan -> isBound(scan, bound))
                    .map(Scan::alias)
                    .toList());
        }
        var unbound = new TreeSet<String>();
        scans.values().stream()
                .filter(scan -> scan.column().equals("tenant_id") && !bound.contains(scan.alias()))
                .forEach(scan -> unbound.add(scan.table()));
        return unbound;
    }

    /** Returns the names of the tables that are read here or below. */
    private Set<String> collect(JsonNode node) {
        var below = new TreeSet<String>();
        var joined = new TreeSet<String>();
        for (var child : node.path("Plans")) {
            var names = collect(child);
            below.addAll(names);
            if (!keepsRows(
                    node.path("Join Type").asText(),
                    child.path("Parent Relationship").asText())) {
                joined.addAll(names);
            }
        }
        var root = roots.get(node.path("Relation Name").asText());
        if (root != null && !node.path("Node Type").asText().equals("ModifyTable")) {
            var alias = node.path("Alias").asText();
            scans.put(alias, new Scan(root, alias, root.equals("tenant") ? "id" : "tenant_id", new ArrayList<>()));
            below.add(alias);
        }
        CONDITIONS.forEach(name -> relate(node.path(name).asText(), below));
        JOIN_CONDITIONS.forEach(name -> relate(node.path(name).asText(), joined));
        return below;
    }

    /** Whether rows of that side of a join stay, also where its condition does not hold. */
    private static boolean keepsRows(String join, String side) {
        return switch (join) {
            case "Left", "Anti" -> side.equals("Outer");
            case "Right", "Right Anti" -> side.equals("Inner");
            case "Full" -> true;
            default -> false;
        };
    }

    private void relate(String condition, Set<String> names) {
        EQUALITY.matcher(withoutAlternatives(condition)).results().forEach(equality -> {
            var left = BRACKETS.matcher(equality.group(1)).replaceAll("");
            var right = BRACKETS.matcher(equality.group(2)).replaceAll("");
            scans.values().stream().filter(scan -> names.contains(scan.alias())).forEach(scan -> {
                scan.equate(left, right);
                scan.equate(right, left);
            });
        });
    }

    /** The condition without what is between brackets around an OR: neither side of it need hold. */
    private static String withoutAlternatives(String condition) {
        var open = new ArrayDeque<Integer>();
        var kept = new StringBuilder();
        var alternatives = new BitSet();
        for (var place = 0; place < condition.length(); place++) {
            var depth = open.size();
            switch (condition.charAt(place)) {
                case '(' -> open.push(kept.length());
                case ')' -> {
                    var start = open.isEmpty() ? 0 : open.pop();
                    if (alternatives.get(depth)) {
                        kept.setLength(start);
                        alternatives.clear(depth);
                    }
                }
                default -> alternatives.set(depth, alternatives.get(depth) || condition.startsWith(" OR ", place));
            }
            kept.append(condition.charAt(place));
        }
        return kept.toString();
    }

    private boolean isBound(Scan scan, Set<String> bound) {
        return scan.partners().stream().anyMatch(partner -> {
            var other = scans.get(partner.contains(".") ? partner.substring(0, partner.indexOf('.')) : "");
            // If not a table: a parameter, or rows that were given.
            return other == null || bound.contains(other.alias()) && partner.endsWith("." + other.column());
        });
    }
}
