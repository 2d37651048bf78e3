-- No statement needs the most common elements of a rollup's arrays, but to find them ANALYZE expands and hashes all that
-- it samples: under load that was a tenth of PostgreSQL's work. Partitions take this from their parent. What statistics
-- there are stay as they are. Citus refuses this of tables that are distributed, so there all is left as it was.
DO $$
DECLARE
    rollup_table regclass;
BEGIN
    IF to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL THEN
        RETURN;
    END IF;
    FOR rollup_table IN
        SELECT relid FROM pg_partition_tree('rollup_minute')
        UNION ALL
        SELECT relid FROM pg_partition_tree('rollup_hour')
        UNION ALL
        SELECT 'rollup_day'::regclass
    LOOP
        EXECUTE (SELECT format('ALTER TABLE %s ', rollup_table)
                        || string_agg(format('ALTER COLUMN %I SET STATISTICS 0', attname), ', ')
                   FROM pg_attribute
                  WHERE attrelid = rollup_table
                    AND attnum > 0
                    AND NOT attisdropped
                    AND atttypid IN (SELECT oid FROM pg_type WHERE typcategory = 'A'));
    END LOOP;
END $$;

-- As before, and without statistics of columns of which the parent has none.
CREATE OR REPLACE FUNCTION attach_partition(
    parent text, partition_name text, key_column text, lower_bound text, upper_bound text)
    RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $$
DECLARE
    without_statistics text;
BEGIN
    -- Asked of the table, not of to_regclass(): its cache may not have heard yet of whoever held the lock before.
    IF EXISTS (SELECT FROM pg_class WHERE relname = partition_name AND relnamespace = 'public'::regnamespace) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)',
                   partition_name, parent);
    SELECT string_agg(format('ALTER COLUMN %I SET STATISTICS 0', attname), ', ')
      INTO without_statistics
      FROM pg_attribute
     WHERE attrelid = format('public.%I', parent)::regclass
       AND attnum > 0
       AND attstattarget = 0
       AND NOT attisdropped;
    IF without_statistics IS NOT NULL THEN
        EXECUTE format('ALTER TABLE public.%I ', partition_name) || without_statistics;
    END IF;
    -- Proves the bounds beforehand: ATTACH need not scan.
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT bounds CHECK (%I >= %L AND %I < %L)',
                   partition_name, key_column, lower_bound, key_column, upper_bound);
    EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
                   parent, partition_name, lower_bound, upper_bound);
    EXECUTE format('ALTER TABLE public.%I DROP CONSTRAINT bounds', partition_name);
    RETURN true;
END $$;

-- Gives a day's events statistics once they are many, unless they have some: autovacuum comes once a minute, and until
-- then PostgreSQL looks for what waits to be rolled up in all of a tenant's day. Says whether it did.
CREATE FUNCTION ensure_event_statistics(partition_day date) RETURNS boolean
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, public
    -- Shorter than deadlock_timeout, after which an autovacuum that is at it would be cancelled.
    SET lock_timeout = '200ms'
AS $$
DECLARE
    many CONSTANT bigint := 8 * 1024 * 1024;
    partition_name text := 'event_' || to_char(partition_day, 'YYYYMMDD');
BEGIN
    IF NOT EXISTS (SELECT
                     FROM pg_class
                    WHERE relname = partition_name
                      AND relnamespace = 'public'::regnamespace
                      AND reltuples < 0
                      AND pg_relation_size(oid) >= many)
        -- Whoever is at it already will do.
        OR NOT pg_try_advisory_xact_lock(hashtextextended('event_statistics', 0)) THEN
        RETURN false;
    END IF;
    EXECUTE format('ANALYZE public.%I', partition_name);
    RETURN true;
EXCEPTION
    WHEN lock_not_available THEN
        RETURN false;
END $$;

REVOKE ALL ON FUNCTION ensure_event_statistics(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_event_statistics(date) TO tidemark_ingest;
