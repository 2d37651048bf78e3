CREATE FUNCTION partition_name(parent text, first_day date) RETURNS text
    LANGUAGE sql STABLE
    RETURN parent || '_' || to_char(first_day, CASE parent WHEN 'rollup_hour' THEN 'YYYYMM' ELSE 'YYYYMMDD' END);

-- What the owner alone may do for expire_partition(), which has made sure that nobody needs the partition. Does not
-- wait for whoever is busy with it: everybody else waits meanwhile.
CREATE FUNCTION drop_partition(parent text, first_day date) RETURNS void
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, public
AS $$
DECLARE
    partition_name text := public.partition_name(parent, first_day);
BEGIN
    IF parent NOT IN ('event', 'rollup_minute', 'rollup_hour')
       OR first_day > (now() AT TIME ZONE 'UTC')::date - 2
       OR NOT EXISTS (SELECT
                        FROM pg_inherits AS i
                        JOIN pg_class AS c ON c.oid = i.inhrelid
                       WHERE i.inhparent = ('public.' || parent)::regclass
                         AND c.relname = partition_name) THEN
        RAISE EXCEPTION 'no partition to drop: % of %', partition_name, parent;
    END IF;
    EXECUTE format('LOCK TABLE ONLY public.%I IN ACCESS EXCLUSIVE MODE NOWAIT', partition_name);
    EXECUTE format('DROP TABLE public.%I', partition_name);
END $$;

REVOKE ALL ON FUNCTION drop_partition(text, date) FROM PUBLIC;

-- Why a partition of events cannot go yet, or NULL. An id that backfill sends again is known as long as its event is
-- there, so these events stay for as long as somebody may try again.
CREATE FUNCTION partition_in_use(parent text, first_day date) RETURNS text
    LANGUAGE sql VOLATILE
    RETURN CASE WHEN parent <> 'event' THEN NULL
                WHEN EXISTS (SELECT
                               FROM ingest_batch
                              WHERE min_time < (first_day + 1)::timestamp AT TIME ZONE 'UTC'
                                AND max_time >= first_day::timestamp AT TIME ZONE 'UTC')
                THEN 'waiting'
                WHEN EXISTS (SELECT
                               FROM backfilled_day
                              WHERE day = first_day
                                AND last_used > clock_timestamp() - interval '48 hours')
                THEN 'backfilled'
           END;

-- Drops a partition, given by the first UTC day that it holds, unless somebody needs it. Answers 'dropped'; 'waiting'
-- if events of it are not rolled up yet; 'backfilled' if it was filled lately; 'busy' if it could not be locked, which
-- is worth another attempt.
--
-- The lock on the whole table keeps everybody out, and makes everybody wait who comes after it: hence the short timeout.
-- Once it is held there is no flush or roll in progress whose events nobody sees. To be called by the job, whose policy
-- shows it the batches of all tenants; the owner of the tables sees none of them.
CREATE FUNCTION expire_partition(parent text, first_day date) RETURNS text
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, public
    SET lock_timeout = '40ms'
AS $$
DECLARE
    reason text := public.partition_in_use(parent, first_day);
BEGIN
    IF row_security_active('public.ingest_batch') AND NOT pg_has_role('tidemark_job', 'USAGE') THEN
        RAISE EXCEPTION 'waiting batches are hidden from %', current_user;
    END IF;
    IF reason IS NOT NULL THEN
        RETURN reason;
    END IF;
    -- Whoever makes partitions at the moment comes first.
    PERFORM pg_advisory_xact_lock(hashtextextended('event_partition', 0));
    EXECUTE format('LOCK TABLE ONLY public.%I IN ACCESS EXCLUSIVE MODE', parent);
    reason := public.partition_in_use(parent, first_day);
    IF reason IS NULL THEN
        PERFORM public.drop_partition(parent, first_day);
    END IF;
    RETURN coalesce(reason, 'dropped');
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    RETURN 'busy';
END $$;

REVOKE ALL ON FUNCTION expire_partition(text, date) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION drop_partition(text, date), expire_partition(text, date) TO tidemark_job;
