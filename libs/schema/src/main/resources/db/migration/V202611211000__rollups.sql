-- What the events amount to, per tenant, cube (the set of dimensions kept), bucket and dimension values. Which cubes
-- there are, and how events become rows, is declared in io.tidemark.rollups.
--
-- A row packs many cells of one cube and bucket, column by column: the n-th elements of all arrays are the n-th cell. An
-- array of nothing but NULL or 0 is NULL. Rows are added, never changed: a cell may occur in several rows, whose values
-- readers add, until they are merged. Packed, cells take a tenth of the room.
CREATE SEQUENCE rollup_id;

CREATE TABLE rollup_minute (
    tenant_id       uuid        NOT NULL,
    bucket          timestamptz NOT NULL,
    id              bigint      NOT NULL DEFAULT nextval('rollup_id'),
    cube            smallint    NOT NULL,
    level           smallint    NOT NULL,
    cells           integer     NOT NULL,
    type            text[]    NOT NULL,
    api             text[],
    route           text[],
    groups          text[],
    method          text[],
    status          smallint[],
    error           boolean[],
    error_type      text[],
    error_category  text[],
    consumer        text[],
    user_id         text[],
    agent_id        uuid[],
    domain          text[],
    country         text[],
    protocol        text[],
    environment     text[],
    client_id       integer[],
    path            text[],
    events          bigint[]  NOT NULL,
    errors          bigint[],
    status_2xx      bigint[],
    status_3xx      bigint[],
    status_4xx      bigint[],
    status_5xx      bigint[],
    bytes_in        bigint[],
    bytes_out       bigint[],
    quantity        bigint[],
    duration_count  bigint[],
    duration_sum    bigint[],
    duration_min    bigint[],
    duration_max    bigint[],
    overhead_count  bigint[],
    overhead_sum    bigint[],
    overhead_min    bigint[],
    overhead_max    bigint[],
    backend_count   bigint[],
    backend_sum     bigint[],
    backend_min     bigint[],
    backend_max     bigint[],
    heat_0          bigint[],
    heat_1          bigint[],
    heat_2          bigint[],
    heat_3          bigint[],
    heat_4          bigint[],
    heat_5          bigint[],
    heat_6          bigint[],
    first_time      timestamptz[],
    last_time       timestamptz[],
    latency         text[],
    CONSTRAINT rollup_minute_pk PRIMARY KEY (tenant_id, cube, bucket, level, id)
) PARTITION BY RANGE (bucket);

CREATE TABLE rollup_hour (
    LIKE rollup_minute INCLUDING DEFAULTS,
    CONSTRAINT rollup_hour_pk PRIMARY KEY (tenant_id, cube, bucket, level, id)
) PARTITION BY RANGE (bucket);

CREATE TABLE rollup_day (
    LIKE rollup_minute INCLUDING DEFAULTS,
    CONSTRAINT rollup_day_pk PRIMARY KEY (tenant_id, cube, bucket, level, id)
);

COMMENT ON COLUMN rollup_minute.level IS 'How often its cells have been merged: rows of a level are merged when there are many.';
COMMENT ON COLUMN rollup_minute.latency IS 'Histogram of durations: "index:count" or "index", separated by spaces. An index may occur more than once.';
COMMENT ON COLUMN rollup_hour.bucket IS 'Start of an hour of the tenant''s home zone.';
COMMENT ON COLUMN rollup_day.bucket IS 'Start of a day of the tenant''s home zone.';

-- From here on a grain is complete. Only ever raised, before what lies below is deleted.
CREATE TABLE rollup_floor (
    grain text        NOT NULL,
    floor timestamptz NOT NULL,
    CONSTRAINT rollup_floor_pk PRIMARY KEY (grain),
    CONSTRAINT rollup_floor_grain_known CHECK (grain IN ('minute', 'hour', 'day'))
);

INSERT INTO rollup_floor (grain, floor)
VALUES ('minute', '-infinity'), ('hour', '-infinity'), ('day', '-infinity');

-- The bucket of a duration in microseconds; buckets grow by 4 %, so their middle is off by 2 % at most.
CREATE FUNCTION latency_bucket(us bigint) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN us < 1 THEN 0 ELSE 1 + floor(ln(us::float8) / 0.03922071315328133)::integer END;

-- The histogram of durations that fell into the given buckets.
CREATE FUNCTION pack_latency(buckets integer[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT string_agg(CASE WHEN n = 1 THEN bucket::text ELSE bucket || ':' || n END, ' ' ORDER BY bucket)
              FROM (SELECT bucket, count(*) AS n
                      FROM unnest(buckets) AS bucket
                     GROUP BY bucket) AS counted);

-- The same histogram, each bucket once.
CREATE FUNCTION compact_latency(histogram text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT string_agg(CASE WHEN n = 1 THEN bucket ELSE bucket || ':' || n END, ' ' ORDER BY bucket::integer)
              FROM (SELECT split_part(entry, ':', 1) AS bucket,
                           sum(coalesce(nullif(split_part(entry, ':', 2), ''), '1')::bigint) AS n
                      FROM string_to_table(histogram, ' ') AS entry
                     GROUP BY 1) AS merged);

ALTER TABLE ingest_batch ADD COLUMN stored_at timestamptz NOT NULL DEFAULT clock_timestamp();

ALTER TABLE event ADD COLUMN path_folded boolean;

COMMENT ON COLUMN event.path_folded IS 'True: one path too many for the tenant, counted as :other.';

-- Events arrive about in the order of their time.
CREATE INDEX event_time ON event USING brin ("time") WITH (pages_per_range = 32, autosummarize = on);

-- CREATE + ATTACH, because CREATE … PARTITION OF takes a lock that waits behind every reader and makes every writer
-- wait behind it. Says whether there was no such partition.
CREATE FUNCTION attach_partition(parent text, partition_name text, key_column text, lower_bound text, upper_bound text)
    RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $$
BEGIN
    -- Asked of the table, not of to_regclass(): its cache may not have heard yet of whoever held the lock before.
    IF EXISTS (SELECT FROM pg_class WHERE relname = partition_name AND relnamespace = 'public'::regnamespace) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                   partition_name, parent);
    -- Proves the bounds beforehand: ATTACH need not scan.
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT bounds CHECK (%I >= %L AND %I < %L)',
                   partition_name, key_column, lower_bound, key_column, upper_bound);
    EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
                   parent, partition_name, lower_bound, upper_bound);
    EXECUTE format('ALTER TABLE public.%I DROP CONSTRAINT bounds', partition_name);
    RETURN true;
END $$;

REVOKE ALL ON FUNCTION attach_partition(text, text, text, text, text) FROM PUBLIC;

-- The partitions that rollups of a UTC day's events need and that are still kept.
CREATE FUNCTION ensure_rollup_partitions(partition_day date) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
    SET timezone = 'UTC'
AS $$
DECLARE
    month date;
BEGIN
    IF partition_day + 1 > (SELECT floor FROM public.rollup_floor WHERE grain = 'minute') THEN
        PERFORM public.attach_partition('rollup_minute', 'rollup_minute_' || to_char(partition_day, 'YYYYMMDD'), 'bucket',
                                        partition_day || ' 00:00:00+00', (partition_day + 1) || ' 00:00:00+00');
    END IF;
    -- An hour of a zone that is off by half an hour may begin on the UTC day before.
    FOREACH month IN ARRAY ARRAY[date_trunc('month', partition_day - 1)::date, date_trunc('month', partition_day)::date] LOOP
        IF month + interval '1 month' > (SELECT floor FROM public.rollup_floor WHERE grain = 'hour') THEN
            PERFORM public.attach_partition('rollup_hour', 'rollup_hour_' || to_char(month, 'YYYYMM'), 'bucket',
                                            month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00');
        END IF;
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION ensure_rollup_partitions(date) FROM PUBLIC;

-- Creates the partitions for events of a UTC day unless they exist; says whether it did.
CREATE OR REPLACE FUNCTION ensure_event_partition(partition_day date) RETURNS boolean
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, public
    SET lock_timeout = '2s'
AS $$
DECLARE
    partition_name text := 'event_' || to_char(partition_day, 'YYYYMMDD');
BEGIN
    IF to_regclass('public.' || partition_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('event_partition', 0));
    PERFORM public.ensure_rollup_partitions(partition_day);
    RETURN public.attach_partition('event', partition_name, 'day', partition_day::text, (partition_day + 1)::text);
END $$;

DO $$
DECLARE
    partition_name text;
BEGIN
    FOR partition_name IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass LOOP
        PERFORM ensure_rollup_partitions(to_date(right(partition_name, 8), 'YYYYMMDD'));
    END LOOP;
END $$;

-- Whatever was stored before there were rollups waits to be rolled up. The owner of the tables is bound by their
-- policies, too, and has none.
ALTER TABLE event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ingest_batch NO FORCE ROW LEVEL SECURITY;

INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
SELECT tenant_id, batch_id, count(*), min("time"), max("time")
  FROM event
 GROUP BY tenant_id, batch_id
    ON CONFLICT (tenant_id, batch_id) DO NOTHING;

ALTER TABLE event FORCE ROW LEVEL SECURITY;
ALTER TABLE ingest_batch FORCE ROW LEVEL SECURITY;

ALTER TABLE rollup_minute ENABLE ROW LEVEL SECURITY;
ALTER TABLE rollup_minute FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_hour ENABLE ROW LEVEL SECURITY;
ALTER TABLE rollup_hour FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE rollup_day FORCE ROW LEVEL SECURITY;

CREATE POLICY rollup_minute_ingest ON rollup_minute TO tidemark_ingest USING (true);
CREATE POLICY rollup_hour_ingest ON rollup_hour TO tidemark_ingest USING (true);
CREATE POLICY rollup_minute_job ON rollup_minute TO tidemark_job USING (true);
CREATE POLICY rollup_hour_job ON rollup_hour TO tidemark_job USING (true);
CREATE POLICY rollup_day_job ON rollup_day TO tidemark_job USING (true);
CREATE POLICY rollup_minute_query ON rollup_minute FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY rollup_hour_query ON rollup_hour FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY rollup_day_query ON rollup_day FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY aggregated_day_ingest ON aggregated_day FOR SELECT TO tidemark_ingest USING (true);

GRANT SELECT, INSERT, DELETE ON rollup_minute, rollup_hour TO tidemark_ingest;
GRANT SELECT, INSERT, DELETE ON rollup_minute, rollup_hour, rollup_day TO tidemark_job;
GRANT USAGE ON SEQUENCE rollup_id TO tidemark_ingest, tidemark_job;
GRANT SELECT ON rollup_minute, rollup_hour, rollup_day TO tidemark_query;
GRANT SELECT, UPDATE ON rollup_floor TO tidemark_ingest, tidemark_job;
GRANT SELECT ON rollup_floor TO tidemark_query;
GRANT SELECT ON aggregated_day TO tidemark_ingest;
GRANT DELETE ON ingest_batch TO tidemark_ingest;
