-- Counts per agent and day of the tenant's home time zone. The nil UUID stands for events without an agent,
-- so that no NULL is in the key: NULLs would never conflict, and a second run would double them.
CREATE TABLE daily_aggregate (
    tenant_id            uuid        NOT NULL,
    day                  date        NOT NULL,
    agent_id             uuid        NOT NULL,
    events               bigint      NOT NULL,
    api_calls            bigint      NOT NULL,
    token_issuances      bigint      NOT NULL,
    token_failures       bigint      NOT NULL,
    credential_rotations bigint      NOT NULL,
    updated_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT daily_aggregate_pk PRIMARY KEY (tenant_id, day, agent_id)
);

-- Days whose aggregate is complete. A day without a row here, or with a stale mark, is answered from events.
CREATE TABLE aggregated_day (
    tenant_id     uuid        NOT NULL,
    day           date        NOT NULL,
    aggregated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT aggregated_day_pk PRIMARY KEY (tenant_id, day)
);

-- A past day that got an event: written with the event, removed by the job before it aggregates the day again.
CREATE TABLE stale_day (
    tenant_id uuid   NOT NULL,
    day       date   NOT NULL,
    batch_id  bigint NOT NULL,
    CONSTRAINT stale_day_pk PRIMARY KEY (tenant_id, day, batch_id)
);

CREATE TABLE job_run (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    job         text        NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    succeeded   boolean     NOT NULL,
    summary     jsonb       NOT NULL,
    CONSTRAINT job_run_pk PRIMARY KEY (id)
);

CREATE INDEX job_run_latest ON job_run (job, finished_at DESC);

CREATE VIEW analytics_daily_aggregates (tenant_id, agent_id, date, metric_type, count)
    WITH (security_invoker = true) AS
SELECT a.tenant_id,
       nullif(a.agent_id, '00000000-0000-0000-0000-000000000000'::uuid),
       a.day,
       m.metric_type,
       m.count
  FROM daily_aggregate a
 CROSS JOIN LATERAL (VALUES ('api_calls', a.api_calls),
                            ('token_issuances', a.token_issuances),
                            ('token_failures', a.token_failures),
                            ('credential_rotations', a.credential_rotations)) AS m (metric_type, count)
 WHERE m.count > 0;

ALTER TABLE daily_aggregate ENABLE ROW LEVEL SECURITY;
ALTER TABLE daily_aggregate FORCE ROW LEVEL SECURITY;
ALTER TABLE aggregated_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE aggregated_day FORCE ROW LEVEL SECURITY;
ALTER TABLE stale_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE stale_day FORCE ROW LEVEL SECURITY;

CREATE POLICY daily_aggregate_job ON daily_aggregate TO tidemark_job USING (true);
CREATE POLICY daily_aggregate_query ON daily_aggregate FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY aggregated_day_job ON aggregated_day TO tidemark_job USING (true);
CREATE POLICY aggregated_day_query ON aggregated_day FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY stale_day_ingest ON stale_day TO tidemark_ingest USING (true);
CREATE POLICY stale_day_job ON stale_day TO tidemark_job USING (true);
CREATE POLICY stale_day_query ON stale_day FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());

GRANT SELECT, INSERT, UPDATE, DELETE ON daily_aggregate, aggregated_day, job_run TO tidemark_job;
GRANT SELECT, DELETE ON stale_day TO tidemark_job;
GRANT SELECT, INSERT ON stale_day TO tidemark_ingest;
GRANT SELECT ON daily_aggregate, aggregated_day, stale_day, job_run, analytics_daily_aggregates TO tidemark_query;
GRANT SELECT ON analytics_daily_aggregates TO tidemark_job;

-- The barrier between flushes and the job. A flush holds it shared until it commits and learns the time only
-- then; the job takes it once, alone, before it aggregates. So a flush either commits before the job's snapshot
-- and is counted by it, or sees that the day is over and marks it stale. One clock decides: the database's.
CREATE FUNCTION enter_flush() RETURNS timestamptz
    LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('tidemark.flush', 0));
    RETURN clock_timestamp();
END $$;

CREATE FUNCTION await_flushes() RETURNS timestamptz
    LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('tidemark.flush', 0));
    RETURN clock_timestamp();
END $$;
