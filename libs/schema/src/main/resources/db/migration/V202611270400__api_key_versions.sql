-- Keys are changed conditionally, like all that administrators change.
ALTER TABLE api_key ADD COLUMN version bigint NOT NULL DEFAULT 1;
