CREATE TABLE tenant (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    slug       text        NOT NULL,
    name       text        NOT NULL,
    tier       text        NOT NULL,
    time_zone  text        NOT NULL DEFAULT 'UTC',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version    bigint      NOT NULL DEFAULT 1,
    deleted_at timestamptz,
    CONSTRAINT tenant_pk PRIMARY KEY (id),
    CONSTRAINT tenant_slug_unique UNIQUE (slug),
    CONSTRAINT tenant_slug_format CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    CONSTRAINT tenant_tier_known CHECK (tier IN ('free', 'pro', 'enterprise'))
);

COMMENT ON COLUMN tenant.time_zone IS 'IANA name; days and hours of every answer follow it. Fixed at creation.';
COMMENT ON COLUMN tenant.deleted_at IS 'Set when deletion was asked for: credentials stop working at once, the job removes the rows.';

-- Looked up by hash before a tenant is known, so it has no row-level security; it holds no usage data.
CREATE TABLE api_key (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    tenant_id  uuid        NOT NULL,
    name       text        NOT NULL,
    hash       bytea       NOT NULL,
    hint       text        NOT NULL,
    scopes     text[]      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    rotated_to uuid,
    CONSTRAINT api_key_pk PRIMARY KEY (id),
    CONSTRAINT api_key_hash_unique UNIQUE (hash),
    CONSTRAINT api_key_scopes_known CHECK (scopes <@ ARRAY['ingest', 'read', 'backfill'] AND cardinality(scopes) > 0)
);

CREATE INDEX api_key_tenant ON api_key (tenant_id, created_at);

COMMENT ON COLUMN api_key.hash IS 'SHA-256 of the whole key: it has 256 random bits, so no slow hash is needed.';
COMMENT ON COLUMN api_key.hint IS 'The last four characters, to tell keys apart.';

CREATE TABLE agent (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    name       text,
    named_at   timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version    bigint      NOT NULL DEFAULT 1,
    deleted_at timestamptz,
    CONSTRAINT agent_pk PRIMARY KEY (tenant_id, id)
);

COMMENT ON COLUMN agent.named_at IS 'Time of the event that carried the name: the newest name wins, in whatever order events arrive.';
COMMENT ON COLUMN agent.deleted_at IS 'A deleted agent keeps its name for past activity and leaves the lists.';

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE agent ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant_ingest ON tenant FOR SELECT TO tidemark_ingest USING (true);
CREATE POLICY tenant_job ON tenant TO tidemark_job USING (true);
-- Platform administration lists and creates tenants; it says so in its transaction.
CREATE POLICY tenant_query ON tenant TO tidemark_query
    USING (id = current_tenant() OR current_setting('tidemark.platform', true) = 'on');

CREATE POLICY agent_ingest ON agent TO tidemark_ingest USING (true);
CREATE POLICY agent_job ON agent TO tidemark_job USING (true);
CREATE POLICY agent_query ON agent TO tidemark_query USING (tenant_id = current_tenant());

GRANT SELECT ON tenant TO tidemark_ingest;
GRANT SELECT, INSERT, UPDATE ON tenant TO tidemark_query;
GRANT SELECT, DELETE ON tenant TO tidemark_job;

GRANT SELECT ON api_key TO tidemark_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO tidemark_query;
GRANT SELECT, DELETE ON api_key TO tidemark_job;

GRANT SELECT, INSERT, UPDATE ON agent TO tidemark_ingest;
GRANT SELECT, INSERT, UPDATE ON agent TO tidemark_query;
GRANT SELECT, DELETE ON agent TO tidemark_job;
