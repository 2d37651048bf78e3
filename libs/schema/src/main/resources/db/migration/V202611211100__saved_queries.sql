-- Queries that a tenant adds to the catalogue; their ids have a namespace, those of the built-in ones have none.
CREATE TABLE saved_query (
    tenant_id   uuid        NOT NULL,
    id          text        NOT NULL,
    name        text        NOT NULL,
    description text        NOT NULL,
    definition  jsonb       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    version     bigint      NOT NULL DEFAULT 1,
    CONSTRAINT saved_query_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT saved_query_id_has_namespace CHECK (id LIKE '%.%')
);

COMMENT ON COLUMN saved_query.definition IS 'What is counted and how it is shown: the fields of /v1/queries other than id, name and description.';

ALTER TABLE saved_query ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_query FORCE ROW LEVEL SECURITY;

CREATE POLICY saved_query_query ON saved_query TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY saved_query_job ON saved_query TO tidemark_job USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON saved_query TO tidemark_query;
GRANT SELECT, DELETE ON saved_query TO tidemark_job;
