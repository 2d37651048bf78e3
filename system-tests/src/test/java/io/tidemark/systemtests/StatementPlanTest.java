package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementPlanTest {

    private static StatementPlanner planner;

    @BeforeAll
    static void open() throws SQLException {
        planner = StatementPlanner.open();
    }

    @AfterAll
    static void close() throws SQLException {
        planner.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT count(*) FROM event                                                            | event
            SELECT count(*) FROM event WHERE tenant_id > $1                                       | event
            SELECT count(*) FROM event WHERE tenant_id = $1                                       |
            SELECT count(*) FROM event WHERE tenant_id = ANY ($1)                                 |
            SELECT count(*) FROM event WHERE tenant_id = $1 OR status = $2                        | event
            SELECT count(*) FROM event WHERE tenant_id = $1 AND (status = $2 OR method = $3)      |
            SELECT count(*) FROM event AS e JOIN agent AS a ON a.tenant_id = e.tenant_id          | agent event
            SELECT count(*) FROM event AS e JOIN agent AS a USING (tenant_id) WHERE tenant_id = $1 |
            SELECT count(*) FROM event AS e JOIN agent AS a ON a.id = e.agent_id WHERE e.tenant_id = $1 | agent
            SELECT count(*) FROM event AS e JOIN tenant AS t ON t.id = e.tenant_id                | event
            SELECT count(*) FROM event AS e JOIN tenant AS t ON t.id = e.tenant_id WHERE t.id = $1 |
            SELECT * FROM event AS e LEFT JOIN agent AS a ON a.tenant_id = e.tenant_id WHERE e.tenant_id = $1 |
            SELECT * FROM event AS e LEFT JOIN agent AS a ON a.tenant_id = e.tenant_id AND a.tenant_id = $1 | event
            SELECT * FROM (SELECT * FROM event WHERE tenant_id = $1 LIMIT $2) AS e LEFT JOIN agent USING (tenant_id) |
            UPDATE agent AS a SET name = $1 FROM unnest($2::uuid[]) AS n (tenant_id) WHERE a.tenant_id = n.tenant_id |
            DELETE FROM ingest_batch WHERE batch_id = $1                                          | ingest_batch
            DELETE FROM agent WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM agent WHERE name = $1 LIMIT $2) | agent
            DELETE FROM event WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM event WHERE status = $1 LIMIT $2) | event
            SELECT (SELECT count(*) FROM agent) FROM event WHERE tenant_id = $1                   | agent
            SELECT id FROM event WHERE tenant_id = $1 UNION ALL SELECT id FROM agent              | agent
            WITH a AS MATERIALIZED (SELECT * FROM agent) SELECT * FROM a WHERE tenant_id = $1     | agent
            SELECT id FROM event AS e WHERE tenant_id = $1 AND NOT EXISTS (SELECT FROM ingest_batch AS b WHERE b.batch_id = e.batch_id) | ingest_batch
            SELECT $1 FROM api_key WHERE hash = $2                                                |
            SELECT extract($1 FROM now() - interval $2) FROM agent                                | agent
            """)
    void aTableThatIsReadWithoutATenantIsNoticed(String statement, @Nullable String tables)
            throws SQLException, JsonProcessingException {
        assertThat(planner.unbound(statement)).containsExactly(tables == null ? new String[0] : tables.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT hours_kept_from(gen_random_uuid())",
                "SELECT free_dimension_values(gen_random_uuid(), current_date, 10)",
                "SELECT admit_dimension_values(gen_random_uuid(), '{route}', '{/a}', '{route}', '{10}')",
            })
    void functionsOfTheSchemaSayOfWhichTenant(String call) throws SQLException, JsonProcessingException {
        assertThat(planner.unboundInFunctions(call)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "SELECT partition_in_use('event', current_date)")
    void whatAFunctionReadsWithoutATenantIsNoticed(String call) throws SQLException, JsonProcessingException {
        assertThat(planner.unboundInFunctions(call)).containsExactly("ingest_batch");
    }
}
