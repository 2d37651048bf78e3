-- Hours of some tenants go earlier than those of others. Only ever raised, by the job, in the transaction that makes the
-- days that begin below: they are complete in rollup_day from then on, and what comes late is added to them at once.
CREATE TABLE hour_floor (
    tenant_id uuid        NOT NULL,
    floor     timestamptz NOT NULL,
    CONSTRAINT hour_floor_pk PRIMARY KEY (tenant_id)
);

ALTER TABLE hour_floor ENABLE ROW LEVEL SECURITY;
ALTER TABLE hour_floor FORCE ROW LEVEL SECURITY;

CREATE POLICY hour_floor_job ON hour_floor TO tidemark_job USING (true);
CREATE POLICY hour_floor_ingest ON hour_floor FOR SELECT TO tidemark_ingest USING (true);
CREATE POLICY hour_floor_query ON hour_floor FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY hour_floor_alert ON hour_floor FOR SELECT TO tidemark_alert USING (tenant_id = current_tenant());

GRANT SELECT, INSERT, UPDATE, DELETE ON hour_floor TO tidemark_job;
GRANT SELECT ON hour_floor TO tidemark_ingest, tidemark_query, tidemark_alert;

-- From here on all hours of a tenant are kept. A day that begins earlier is complete as a day.
CREATE FUNCTION hours_kept_from(tenant uuid) RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN greatest((SELECT floor FROM rollup_floor WHERE grain = 'hour'),
                    (SELECT floor FROM hour_floor WHERE tenant_id = tenant),
                    'epoch');
