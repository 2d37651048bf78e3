package io.tidemark.bench;

import io.tidemark.bench.stage.Database;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What figures depend on. */
final class Environment {

    private Environment() {}

    static Map<String, String> describe(Database database, Workload workload, int runs) throws SQLException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("java", Runtime.version().toString());
        facts.put("runs", Integer.toString(runs));
        facts.put("events per run", "%,d".formatted(workload.events()));
        database.settings().forEach((name, value) -> facts.put("postgres " + name, value));
        return facts;
    }
}
