-- One group role per service. Deployments create login roles of their own and grant them one of these.
-- Roles belong to the cluster, not to the database, hence the tolerance for those that exist.
DO $$
DECLARE
    service text;
BEGIN
    FOREACH service IN ARRAY ARRAY['tidemark_ingest', 'tidemark_query', 'tidemark_job'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', service);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO tidemark_ingest, tidemark_query, tidemark_job;

-- Services read which migrations have run, to say why they are not ready.
GRANT SELECT ON flyway_schema_history TO tidemark_ingest, tidemark_query, tidemark_job;

-- The tenant of the current transaction, set by SET LOCAL; NULL, and so equal to nothing, when it is not.
CREATE FUNCTION current_tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('tidemark.tenant_id', true), '')::uuid;
