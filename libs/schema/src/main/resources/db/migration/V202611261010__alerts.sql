CREATE TABLE alert_rule (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    schedule_id uuid        NOT NULL,
    enabled     boolean     NOT NULL DEFAULT true,
    definition  jsonb       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    version     bigint      NOT NULL DEFAULT 1,
    CONSTRAINT alert_rule_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT alert_rule_name_unique UNIQUE (tenant_id, name)
);

CREATE INDEX alert_rule_schedule ON alert_rule (tenant_id, schedule_id);

COMMENT ON COLUMN alert_rule.definition IS 'The fields of /v1/alerts other than id, name and enabled.';

-- When rules are due: one row for all rules of a tenant that ask the same of the same window at the same interval, so
-- that they share the answer. Claimed across tenants, so it has no row-level security; it says nothing about anybody.
CREATE TABLE alert_schedule (
    tenant_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    next_slot    timestamptz NOT NULL,
    last_slot    timestamptz,
    leased_until timestamptz,
    lease        uuid,
    generation   bigint      NOT NULL DEFAULT 1,
    interval_s   integer     NOT NULL,
    phase_s      integer     NOT NULL,
    CONSTRAINT alert_schedule_pk PRIMARY KEY (tenant_id, id)
);

CREATE INDEX alert_schedule_due ON alert_schedule (next_slot);

COMMENT ON COLUMN alert_schedule.lease IS 'Whoever evaluates: a result is written only while it still holds.';
COMMENT ON COLUMN alert_schedule.generation IS 'Raised by every change of a rule: what was evaluated before is not written.';
COMMENT ON COLUMN alert_schedule.phase_s IS 'Slots are so long after multiples of the interval since 1970.';

-- Where a series of a rule stands. Without a row: ok, as ever since the rule was written.
CREATE TABLE alert_state (
    tenant_id uuid             NOT NULL,
    rule_id   uuid             NOT NULL,
    since     timestamptz      NOT NULL,
    fired_at  timestamptz,
    sequence  bigint           NOT NULL,
    value     double precision,
    episode   boolean          NOT NULL,
    announced boolean          NOT NULL,
    silenced  boolean          NOT NULL,
    state     text             NOT NULL,
    series    text             NOT NULL,
    detail    text,
    CONSTRAINT alert_state_pk PRIMARY KEY (tenant_id, rule_id, series),
    CONSTRAINT alert_state_known CHECK (state IN ('ok', 'pending', 'firing', 'recovering', 'noData', 'error'))
);

COMMENT ON COLUMN alert_state.sequence IS 'How many events the series has had.';
COMMENT ON COLUMN alert_state.episode IS 'Whether it fired and has not been resolved.';
COMMENT ON COLUMN alert_state.announced IS 'Whether anything was told that has not been resolved.';
COMMENT ON COLUMN alert_state.silenced IS 'Whether the firing of this episode was silenced.';

-- The permanent log of what rules and webhooks had to say.
CREATE TABLE alert_event (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    rule_id    uuid        NOT NULL,
    "time"     timestamptz NOT NULL,
    sequence   bigint      NOT NULL,
    seen_at    timestamptz,
    silenced   boolean     NOT NULL,
    type       text        NOT NULL,
    severity   text        NOT NULL,
    series     text        NOT NULL,
    rule_name  text        NOT NULL,
    message    text        NOT NULL,
    seen_by    text,
    labels     jsonb       NOT NULL,
    conditions jsonb       NOT NULL,
    CONSTRAINT alert_event_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT alert_event_once UNIQUE (tenant_id, rule_id, series, sequence)
);

CREATE INDEX alert_event_latest ON alert_event (tenant_id, "time" DESC, id DESC);
CREATE INDEX alert_event_unseen ON alert_event (tenant_id, "time" DESC, id DESC) WHERE seen_at IS NULL;

COMMENT ON COLUMN alert_event.rule_id IS 'The rule, or the webhook if the event is about one; either may be gone.';

CREATE TABLE silence (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version    bigint      NOT NULL DEFAULT 1,
    created_by text        NOT NULL,
    definition jsonb       NOT NULL,
    CONSTRAINT silence_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT silence_not_empty CHECK (ends_at > starts_at)
);

ALTER TABLE alert_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_rule FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_state FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_event FORCE ROW LEVEL SECURITY;
ALTER TABLE silence ENABLE ROW LEVEL SECURITY;
ALTER TABLE silence FORCE ROW LEVEL SECURITY;

CREATE POLICY alert_rule_alert ON alert_rule TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY alert_rule_job ON alert_rule TO tidemark_job USING (true);
CREATE POLICY alert_state_alert ON alert_state TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY alert_state_job ON alert_state TO tidemark_job USING (true);
CREATE POLICY alert_event_alert ON alert_event TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY alert_event_job ON alert_event TO tidemark_job USING (true);
CREATE POLICY silence_alert ON silence TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY silence_job ON silence TO tidemark_job USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON alert_rule, alert_schedule, alert_state, silence TO tidemark_alert;
GRANT SELECT, INSERT, UPDATE ON alert_event TO tidemark_alert;
GRANT SELECT, DELETE ON alert_rule, alert_schedule, alert_state, alert_event, silence TO tidemark_job;
