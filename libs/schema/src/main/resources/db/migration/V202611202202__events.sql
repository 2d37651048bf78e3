-- The kinds of client software seen: a few hundred, shared by all tenants, four bytes in each event instead of thirty.
CREATE TABLE client (
    id           integer GENERATED ALWAYS AS IDENTITY,
    browser      text,
    os           text,
    device       text,
    client_class text,
    CONSTRAINT client_pk PRIMARY KEY (id),
    CONSTRAINT client_unique UNIQUE NULLS NOT DISTINCT (browser, os, device, client_class)
);

COMMENT ON TABLE client IS 'Classification of user agents, never the user agents themselves.';

-- Fixed-width columns first: no padding, and a scan that needs only them never walks the texts.
CREATE TABLE event (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    "time"          timestamptz NOT NULL,
    batch_id        bigint      NOT NULL,
    day             date        NOT NULL,
    client_id       integer,
    agent_id        uuid,
    duration_us     bigint,
    overhead_us     bigint,
    backend_us      bigint,
    bytes_in        bigint,
    bytes_out       bigint,
    visitor         bigint,
    quantity        bigint,
    status          smallint,
    type            text        NOT NULL,
    method          text,
    api             text,
    route           text,
    path            text,
    protocol        text,
    domain          text,
    environment     text,
    consumer        text,
    user_id         text,
    groups          text,
    country         text,
    referrer_class  text,
    referrer_domain text,
    error_type      text,
    error_message   text,
    error_category  text,
    request_id      bytea,
    trace_id        bytea,
    span_id         bytea,
    attributes      jsonb,
    CONSTRAINT event_pk PRIMARY KEY (tenant_id, day, id)
) PARTITION BY RANGE (day);

CREATE INDEX event_batch ON event (batch_id);

COMMENT ON COLUMN event.quantity IS 'NULL where it is 1, as nearly always: eight bytes less.';
COMMENT ON COLUMN event.groups IS 'Names separated by line feeds: a fifth of the size of an array.';
COMMENT ON COLUMN event.day IS 'UTC day of time: the partition, and the day within which an id is unique.';
COMMENT ON COLUMN event.visitor IS 'First 64 bits of HMAC-SHA256(salt of tenant and UTC day, address and user agent); NULL when the salt is gone.';
COMMENT ON COLUMN event.trace_id IS 'Packed like request_id and span_id: see io.tidemark.events.PackedId.';

CREATE SEQUENCE ingest_batch_id;

-- What is stored but not yet rolled up: one row per flush and tenant, written with its events.
CREATE TABLE ingest_batch (
    tenant_id uuid        NOT NULL,
    batch_id  bigint      NOT NULL,
    events    integer     NOT NULL,
    min_time  timestamptz NOT NULL,
    max_time  timestamptz NOT NULL,
    CONSTRAINT ingest_batch_pk PRIMARY KEY (tenant_id, batch_id)
);

-- Ids that came without a time, so that a retry past midnight is still a duplicate. Kept for 48 hours.
CREATE TABLE arrival_id (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    arrived_at timestamptz NOT NULL,
    CONSTRAINT arrival_id_pk PRIMARY KEY (tenant_id, id)
);

CREATE INDEX arrival_id_arrived_at ON arrival_id USING brin (arrived_at);

-- Creates the partition of a UTC day unless it exists; says whether it did. CREATE + ATTACH, because
-- CREATE … PARTITION OF takes a lock that waits behind every reader and makes every writer wait behind it.
CREATE FUNCTION ensure_event_partition(partition_day date) RETURNS boolean
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
    -- Asked of the table, not of to_regclass(): its cache may not have heard yet of whoever held the lock before.
    IF EXISTS (SELECT FROM pg_class WHERE relname = partition_name AND relnamespace = 'public'::regnamespace) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition_name);
    -- Proves the bounds beforehand: ATTACH need not scan.
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT bounds CHECK (day >= %L AND day < %L)',
                   partition_name, partition_day, partition_day + 1);
    EXECUTE format('ALTER TABLE public.event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
                   partition_name, partition_day, partition_day + 1);
    EXECUTE format('ALTER TABLE public.%I DROP CONSTRAINT bounds', partition_name);
    RETURN true;
END $$;

REVOKE ALL ON FUNCTION ensure_event_partition(date) FROM PUBLIC;

ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
ALTER TABLE ingest_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE ingest_batch FORCE ROW LEVEL SECURITY;
ALTER TABLE arrival_id ENABLE ROW LEVEL SECURITY;
ALTER TABLE arrival_id FORCE ROW LEVEL SECURITY;

CREATE POLICY event_ingest ON event TO tidemark_ingest USING (true);
CREATE POLICY event_job ON event TO tidemark_job USING (true);
CREATE POLICY event_query ON event FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());

CREATE POLICY ingest_batch_ingest ON ingest_batch TO tidemark_ingest USING (true);
CREATE POLICY ingest_batch_job ON ingest_batch TO tidemark_job USING (true);
CREATE POLICY ingest_batch_query ON ingest_batch FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());

CREATE POLICY arrival_id_ingest ON arrival_id TO tidemark_ingest USING (true);
CREATE POLICY arrival_id_job ON arrival_id TO tidemark_job USING (true);

GRANT SELECT ON client TO tidemark_query, tidemark_job;
GRANT SELECT, INSERT ON client TO tidemark_ingest;
GRANT SELECT, INSERT ON event, ingest_batch, arrival_id TO tidemark_ingest;
GRANT USAGE ON SEQUENCE ingest_batch_id TO tidemark_ingest;
GRANT EXECUTE ON FUNCTION ensure_event_partition(date) TO tidemark_ingest, tidemark_job;
GRANT SELECT ON event, ingest_batch TO tidemark_query;
GRANT SELECT, DELETE ON event, ingest_batch, arrival_id TO tidemark_job;
