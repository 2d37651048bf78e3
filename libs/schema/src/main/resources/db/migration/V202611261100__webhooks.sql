-- Where a tenant wants to hear of its events: endpoints that webhooks are sent to, and mailboxes.
CREATE TABLE webhook (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    name            text        NOT NULL,
    channel         text        NOT NULL,
    url             text,
    recipients      text[],
    event_types     text[]      NOT NULL,
    severities      text[]      NOT NULL,
    labels          jsonb       NOT NULL,
    format          text        NOT NULL,
    signature       text,
    enabled         boolean     NOT NULL,
    disabled_reason text,
    failing_since   timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    version         bigint      NOT NULL DEFAULT 1,
    CONSTRAINT webhook_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT webhook_signature_known CHECK (signature IN ('v1', 'v1a') AND channel = 'webhook' OR signature IS NULL),
    CONSTRAINT webhook_channel_known CHECK (channel IN ('webhook', 'email')),
    CONSTRAINT webhook_leads_somewhere CHECK ((channel = 'webhook') = (url IS NOT NULL)
                                          AND (channel = 'email') = (recipients IS NOT NULL))
);

COMMENT ON COLUMN webhook.severities IS 'Empty for all.';
COMMENT ON COLUMN webhook.labels IS 'An event must have all of these.';
COMMENT ON COLUMN webhook.failing_since IS 'The first failure since the last success.';

-- Keys that sign. While one is being replaced there are two.
CREATE TABLE webhook_secret (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    webhook_id uuid        NOT NULL,
    scheme     text        NOT NULL,
    key_id     text        NOT NULL,
    sealed     bytea       NOT NULL,
    public_key text,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    CONSTRAINT webhook_secret_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT webhook_secret_webhook FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook ON DELETE CASCADE,
    CONSTRAINT webhook_secret_scheme_known CHECK (scheme IN ('v1', 'v1a'))
);

CREATE INDEX webhook_secret_webhook ON webhook_secret (tenant_id, webhook_id);

COMMENT ON COLUMN webhook_secret.sealed IS 'Encrypted by AES-256-GCM with the service''s key of that id: nonce, ciphertext, tag.';

-- One event on its way to one webhook; the log of it afterwards. Ids ascend in time.
CREATE TABLE delivery (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    webhook_id      uuid        NOT NULL,
    event_id        uuid        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz,
    attempts        integer     NOT NULL DEFAULT 0,
    tries           integer     NOT NULL DEFAULT 0,
    status          text        NOT NULL,
    event_type      text        NOT NULL,
    content_type    text        NOT NULL,
    body            text        NOT NULL,
    CONSTRAINT delivery_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT delivery_webhook FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook ON DELETE CASCADE,
    CONSTRAINT delivery_status_known CHECK (status IN ('waiting', 'delivered', 'failed', 'cancelled'))
);

CREATE INDEX delivery_latest ON delivery (tenant_id, webhook_id, id);

COMMENT ON COLUMN delivery.attempts IS 'All of them.';
COMMENT ON COLUMN delivery.tries IS 'Those since it was last queued: a replay begins the schedule anew.';
COMMENT ON COLUMN delivery.body IS 'The bytes signed and sent, the same with each attempt.';

CREATE TABLE delivery_attempt (
    tenant_id   uuid        NOT NULL,
    delivery_id uuid        NOT NULL,
    started_at  timestamptz NOT NULL,
    number      integer     NOT NULL,
    duration_ms integer     NOT NULL,
    status_code integer,
    error       text,
    response    text,
    CONSTRAINT delivery_attempt_pk PRIMARY KEY (tenant_id, delivery_id, number),
    CONSTRAINT delivery_attempt_delivery FOREIGN KEY (tenant_id, delivery_id) REFERENCES delivery ON DELETE CASCADE
);

COMMENT ON COLUMN delivery_attempt.response IS 'The beginning of the body.';

-- What is to be sent next. Claimed across tenants, so it has no row-level security; it says nothing about anybody. A
-- claim puts the row off until its lease ends: whoever crashes meanwhile has only delayed it.
CREATE TABLE delivery_due (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    webhook_id uuid        NOT NULL,
    due_at     timestamptz NOT NULL,
    lease      uuid,
    CONSTRAINT delivery_due_pk PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

CREATE INDEX delivery_due_next ON delivery_due (webhook_id, due_at);

ALTER TABLE webhook ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_secret FORCE ROW LEVEL SECURITY;
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery FORCE ROW LEVEL SECURITY;
ALTER TABLE delivery_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_attempt FORCE ROW LEVEL SECURITY;

CREATE POLICY webhook_alert ON webhook TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY webhook_job ON webhook TO tidemark_job USING (true);
CREATE POLICY webhook_secret_alert ON webhook_secret TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY webhook_secret_job ON webhook_secret TO tidemark_job USING (true);
CREATE POLICY delivery_alert ON delivery TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY delivery_job ON delivery TO tidemark_job USING (true);
CREATE POLICY delivery_attempt_alert ON delivery_attempt TO tidemark_alert USING (tenant_id = current_tenant());
CREATE POLICY delivery_attempt_job ON delivery_attempt TO tidemark_job USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON webhook, webhook_secret, delivery, delivery_due TO tidemark_alert;
GRANT SELECT, INSERT ON delivery_attempt TO tidemark_alert;
-- The job removes rows, and reads only what says which.
GRANT SELECT (tenant_id, id), DELETE ON webhook, webhook_secret, delivery_due TO tidemark_job;
GRANT SELECT (tenant_id, id, status), DELETE ON delivery TO tidemark_job;
GRANT SELECT (tenant_id, delivery_id, number), DELETE ON delivery_attempt TO tidemark_job;
