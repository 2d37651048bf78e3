-- What a tenant's APIs are documented to have: the parsed part of OpenAPI documents that traffic is compared with.
CREATE TABLE api_definition (
    tenant_id  uuid        NOT NULL,
    name       text        NOT NULL,
    title      text        NOT NULL,
    release    text,
    base_paths text[]      NOT NULL,
    operations jsonb       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version    bigint      NOT NULL DEFAULT 1,
    CONSTRAINT api_definition_pk PRIMARY KEY (tenant_id, name)
);

COMMENT ON COLUMN api_definition.release IS 'The version that the document states.';
COMMENT ON COLUMN api_definition.operations IS 'Array of {method, path, operationId, deprecated, responses}.';

ALTER TABLE api_definition ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_definition FORCE ROW LEVEL SECURITY;

CREATE POLICY api_definition_query ON api_definition TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY api_definition_job ON api_definition TO tidemark_job USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON api_definition TO tidemark_query;
GRANT SELECT, DELETE ON api_definition TO tidemark_job;
