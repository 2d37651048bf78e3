-- What an hour, a day or a week of a tenant's home zone amounted to, kept when finer data are gone.
CREATE TABLE snapshot (
    tenant_id      uuid        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    taken_at       timestamptz NOT NULL DEFAULT now(),
    events         bigint      NOT NULL,
    requests       bigint      NOT NULL,
    errors         bigint      NOT NULL,
    client_errors  bigint      NOT NULL,
    server_errors  bigint      NOT NULL,
    duration_count bigint      NOT NULL,
    duration_sum   bigint      NOT NULL,
    duration_p50   bigint,
    duration_p95   bigint,
    duration_p99   bigint,
    bytes_in       bigint      NOT NULL,
    bytes_out      bigint      NOT NULL,
    consumers      bigint      NOT NULL,
    type           text        NOT NULL,
    protocols      jsonb       NOT NULL,
    endpoints      jsonb       NOT NULL,
    CONSTRAINT snapshot_pk PRIMARY KEY (tenant_id, type, starts_at),
    CONSTRAINT snapshot_type_known CHECK (type IN ('hourly', 'daily', 'weekly')),
    CONSTRAINT snapshot_not_empty CHECK (ends_at > starts_at)
);

COMMENT ON COLUMN snapshot.events IS 'Events of any type: a period that holds another number by now is taken again.';
COMMENT ON COLUMN snapshot.requests IS 'This and all that follows: events of type request. Durations are microseconds.';
COMMENT ON COLUMN snapshot.endpoints IS 'Those called most.';

ALTER TABLE snapshot ENABLE ROW LEVEL SECURITY;
ALTER TABLE snapshot FORCE ROW LEVEL SECURITY;

CREATE POLICY snapshot_job ON snapshot TO tidemark_job USING (true);
CREATE POLICY snapshot_query ON snapshot FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());

GRANT SELECT, INSERT, UPDATE, DELETE ON snapshot TO tidemark_job;
GRANT SELECT ON snapshot TO tidemark_query;
