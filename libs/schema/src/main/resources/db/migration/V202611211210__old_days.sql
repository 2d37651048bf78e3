-- The roller adds backfilled events straight to days whose hours are not kept any more.
CREATE POLICY rollup_day_ingest ON rollup_day TO tidemark_ingest USING (true);
CREATE POLICY aggregated_day_ingest_insert ON aggregated_day FOR INSERT TO tidemark_ingest WITH CHECK (true);

GRANT SELECT, INSERT ON rollup_day TO tidemark_ingest;
GRANT INSERT ON aggregated_day TO tidemark_ingest;
