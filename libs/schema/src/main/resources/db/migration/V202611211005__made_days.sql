-- Days are made of hours, and their start is stored with them: no SQL computes a local day.
ALTER TABLE aggregated_day ADD COLUMN bucket timestamptz;

COMMENT ON TABLE aggregated_day IS 'Home days whose rows in rollup_day are complete. One without a row here, or with a stale mark, is answered from hours.';
COMMENT ON COLUMN aggregated_day.bucket IS 'Start of the day in rollup_day, as Java computed it; NULL for a day that the zone skipped.';
COMMENT ON TABLE stale_day IS 'An aggregated day that got events: written as they are rolled up, removed by the job before it makes the day again.';

-- The job rolls up what waits before it makes days.
GRANT INSERT ON stale_day TO tidemark_job;
