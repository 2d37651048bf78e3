-- A sequence in place of an identity column: the extension Citus replicates no table whose identity is an integer.
-- Whoever inserts goes on as before; unlike an identity, the sequence must be granted.
CREATE SEQUENCE client_id AS integer;

ALTER TABLE client ALTER COLUMN id DROP IDENTITY;

SELECT setval('client_id', coalesce(max(id), 0) + 1, false) FROM client;

ALTER SEQUENCE client_id OWNED BY client.id;
ALTER TABLE client ALTER COLUMN id SET DEFAULT nextval('client_id');

GRANT USAGE ON SEQUENCE client_id TO tidemark_ingest;
