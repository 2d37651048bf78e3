-- Days are made from hours. Those that were made from events are made anew: rollups begin with all events waiting.
DROP VIEW analytics_daily_aggregates;
DROP TABLE daily_aggregate;
TRUNCATE aggregated_day, stale_day;

-- Cube 5 counts by agent.
CREATE VIEW analytics_daily_aggregates (tenant_id, agent_id, date, metric_type, count)
    WITH (security_invoker = true) AS
SELECT d.tenant_id, c.agent_id, d.day, m.metric_type, c.events
  FROM aggregated_day AS d
  JOIN rollup_day AS r
    ON r.tenant_id = d.tenant_id
   AND r.cube = 5
   AND r.bucket = d.bucket
 CROSS JOIN LATERAL unnest(r.type, r.agent_id, r.events) AS c (type, agent_id, events)
  JOIN (VALUES ('request', 'api_calls'),
               ('token_issuance', 'token_issuances'),
               ('token_failure', 'token_failures'),
               ('credential_rotation', 'credential_rotations')) AS m (type, metric_type)
    ON m.type = c.type;

GRANT SELECT ON analytics_daily_aggregates TO tidemark_query, tidemark_job;

-- Flushes and the job no longer wait for one another: what is stored waits in the queue, and every reader adds it.
DROP FUNCTION enter_flush();
DROP FUNCTION await_flushes();
