-- What those who run Tidemark may see of all tenants: how much each sends, hour by hour. Nothing of what it sends.
DO $$
BEGIN
    CREATE ROLE tidemark_operator NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$;

GRANT USAGE ON SCHEMA public TO tidemark_operator;

CREATE POLICY tenant_operator ON tenant FOR SELECT TO tidemark_operator USING (true);
-- The cube without dimensions.
CREATE POLICY rollup_hour_operator ON rollup_hour FOR SELECT TO tidemark_operator USING (cube = 1);

GRANT SELECT (id, slug, name, tier, deleted_at) ON tenant TO tidemark_operator;
GRANT SELECT (tenant_id, cube, bucket, events, errors, bytes_in, bytes_out) ON rollup_hour TO tidemark_operator;

CREATE VIEW tenant_usage WITH (security_invoker = true) AS
SELECT t.slug AS tenant,
       t.name,
       t.tier,
       r.bucket AS hour,
       sum(c.events)::bigint AS events,
       coalesce(sum(c.errors), 0)::bigint AS errors,
       coalesce(sum(c.bytes_in), 0)::bigint AS bytes_in,
       coalesce(sum(c.bytes_out), 0)::bigint AS bytes_out
  FROM rollup_hour AS r
  JOIN tenant AS t
    ON t.id = r.tenant_id
   AND t.deleted_at IS NULL
 CROSS JOIN LATERAL unnest(r.events, r.errors, r.bytes_in, r.bytes_out) AS c (events, errors, bytes_in, bytes_out)
 WHERE r.cube = 1
 GROUP BY t.slug, t.name, t.tier, r.bucket;

COMMENT ON VIEW tenant_usage IS 'By hours of the tenant''s home zone, as far as events are rolled up: some seconds behind.';

GRANT SELECT ON tenant_usage TO tidemark_operator;
