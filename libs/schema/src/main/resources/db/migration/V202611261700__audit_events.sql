-- Who did what for a tenant, and when. Written in the transaction of what was done, by services that can neither
-- change nor remove it; the job removes what is old, and all of it with the tenant.
CREATE TABLE audit_event (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    "time"     timestamptz NOT NULL DEFAULT now(),
    actor      text        NOT NULL,
    api_key_id uuid,
    platform   boolean     NOT NULL,
    action     text        NOT NULL,
    target     text        NOT NULL,
    CONSTRAINT audit_event_pk PRIMARY KEY (tenant_id, id)
);

CREATE INDEX audit_event_time ON audit_event (tenant_id, "time" DESC, id DESC);

COMMENT ON COLUMN audit_event.actor IS 'The subject of the token, or the API key.';
COMMENT ON COLUMN audit_event.platform IS 'Whether a platform administrator did it.';
COMMENT ON COLUMN audit_event.target IS 'The id of what it was done to.';

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;

-- Platform administration says so in its transaction, see the policy of tenant.
CREATE POLICY audit_event_query_read ON audit_event FOR SELECT TO tidemark_query
    USING (tenant_id = current_tenant() OR current_setting('tidemark.platform', true) = 'on');
CREATE POLICY audit_event_query_append ON audit_event FOR INSERT TO tidemark_query
    WITH CHECK (tenant_id = current_tenant() OR current_setting('tidemark.platform', true) = 'on');
CREATE POLICY audit_event_alert_append ON audit_event FOR INSERT TO tidemark_alert
    WITH CHECK (tenant_id = current_tenant());
CREATE POLICY audit_event_job ON audit_event TO tidemark_job USING (true);

GRANT SELECT, INSERT ON audit_event TO tidemark_query;
GRANT INSERT ON audit_event TO tidemark_alert;
GRANT SELECT, DELETE ON audit_event TO tidemark_job;
