-- The group role of alert-service, and what it reads to answer the questions of alert rules.
DO $$
BEGIN
    CREATE ROLE tidemark_alert NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$;

GRANT USAGE ON SCHEMA public TO tidemark_alert;
GRANT SELECT ON flyway_schema_history TO tidemark_alert;

CREATE POLICY tenant_alert ON tenant FOR SELECT TO tidemark_alert USING (id = current_tenant());
CREATE POLICY agent_alert ON agent FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY event_alert ON event FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY ingest_batch_alert ON ingest_batch FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY rollup_minute_alert ON rollup_minute FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY rollup_hour_alert ON rollup_hour FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY rollup_day_alert ON rollup_day FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY aggregated_day_alert ON aggregated_day FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY stale_day_alert ON stale_day FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY saved_query_alert ON saved_query FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());

GRANT SELECT ON tenant, agent, event, ingest_batch, client, rollup_minute, rollup_hour, rollup_day, rollup_floor,
                aggregated_day, stale_day, saved_query, api_key
   TO tidemark_alert;
