-- In place of the extension Citus, which is no package of this machine's: functions of its names and parameters that note
-- what they are called for, and the catalogue that names what is distributed.
CREATE SCHEMA citus_stub;

CREATE TABLE citus_stub.call (
    number bigint GENERATED ALWAYS AS IDENTITY,
    call   text NOT NULL
);

CREATE TABLE citus_stub.pg_dist_partition (
    logicalrelid regclass NOT NULL,
    partmethod   "char"   NOT NULL
);

CREATE FUNCTION citus_stub.create_distributed_table(
    table_name regclass, distribution_column text, distribution_type text DEFAULT 'hash',
    colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL) RETURNS void
    LANGUAGE sql
AS $$
    INSERT INTO citus_stub.pg_dist_partition VALUES (table_name, 'h');
    INSERT INTO citus_stub.call (call)
    VALUES (format('distributed %s by %s with %s', table_name, distribution_column, colocate_with));
$$;

CREATE FUNCTION citus_stub.create_reference_table(table_name regclass) RETURNS void
    LANGUAGE sql
AS $$
    INSERT INTO citus_stub.pg_dist_partition VALUES (table_name, 'n');
    INSERT INTO citus_stub.call (call) VALUES (format('reference %s', table_name));
$$;

CREATE FUNCTION citus_stub.create_distributed_function(function_name regprocedure) RETURNS void
    LANGUAGE sql
AS $$
    INSERT INTO citus_stub.call (call) VALUES (format('function %s', function_name));
$$;

DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I SET search_path = public, citus_stub', current_database());
END $$;
