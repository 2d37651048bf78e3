-- The values that a tenant's events may carry, per open dimension. What comes beyond the cap is stored as ':other'.
-- Room in the pages, so that a new last_seen touches no index.
CREATE TABLE dimension_value (
    tenant_id  uuid             NOT NULL,
    dimension  text COLLATE "C" NOT NULL,
    value      text COLLATE "C" NOT NULL,
    first_seen timestamptz      NOT NULL DEFAULT now(),
    last_seen  date             NOT NULL,
    CONSTRAINT dimension_value_pk PRIMARY KEY (tenant_id, dimension, value)
) WITH (fillfactor = 90);

COMMENT ON COLUMN dimension_value.last_seen IS 'UTC day, a day late at most: written once a day per value, not with every event.';

-- How many values of a dimension are admitted, and since when there is room for no more.
CREATE TABLE dimension_cap (
    tenant_id  uuid             NOT NULL,
    dimension  text COLLATE "C" NOT NULL,
    admitted   integer          NOT NULL,
    full_since timestamptz,
    CONSTRAINT dimension_cap_pk PRIMARY KEY (tenant_id, dimension)
);

-- Days of events sent by backfill, and when one was last sent: their partitions are kept for 48 hours from then on.
CREATE TABLE backfilled_day (
    day       date        NOT NULL,
    last_used timestamptz NOT NULL,
    CONSTRAINT backfilled_day_pk PRIMARY KEY (day)
);

-- Held by whoever admits or frees values of a tenant, until its transaction ends.
CREATE FUNCTION lock_dimension_values(tenant uuid) RETURNS void
    LANGUAGE sql VOLATILE
    RETURN pg_advisory_xact_lock(hashtextextended('tidemark.admit:' || tenant, 0));

-- Admits values as far as the caps allow and says which of them are admitted. The values are distinct, each beside its
-- dimension; "capped" names each of these dimensions once, beside its cap. The lock is taken only when there is
-- something to write; each statement here has a snapshot of its own, so what follows the lock sees all that was
-- admitted under it before.
CREATE FUNCTION admit_dimension_values(tenant uuid, dimensions text[], wanted text[], capped text[], caps integer[])
    RETURNS TABLE (dimension text, full_since timestamptz, admitted text[])
    LANGUAGE plpgsql VOLATILE
AS $$
#variable_conflict use_column
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
    IF EXISTS (SELECT
                 FROM unnest(dimensions, wanted) AS w (dimension, value)
                 LEFT JOIN dimension_value AS v
                        ON v.tenant_id = tenant AND v.dimension = w.dimension AND v.value = w.value
                WHERE v.last_seen IS NULL OR v.last_seen < today) THEN
        PERFORM lock_dimension_values(tenant);
        UPDATE dimension_value AS v
           SET last_seen = today
          FROM unnest(dimensions, wanted) AS w (dimension, value)
         WHERE v.tenant_id = tenant
           AND v.dimension = w.dimension
           AND v.value = w.value
           AND v.last_seen < today;
          WITH room AS (
                   SELECT c.dimension, c.cap, coalesce(d.admitted, 0) AS admitted
                     FROM unnest(capped, caps) AS c (dimension, cap)
                     LEFT JOIN dimension_cap AS d ON d.tenant_id = tenant AND d.dimension = c.dimension
               ),
               fresh AS (
                   SELECT w.dimension, w.value,
                          row_number() OVER (PARTITION BY w.dimension ORDER BY w.place) AS place
                     FROM unnest(dimensions, wanted) WITH ORDINALITY AS w (dimension, value, place)
                    WHERE NOT EXISTS (SELECT
                                        FROM dimension_value AS v
                                       WHERE v.tenant_id = tenant
                                         AND v.dimension = w.dimension
                                         AND v.value = w.value)
               ),
               added AS (
                   INSERT INTO dimension_value (tenant_id, dimension, value, last_seen)
                   SELECT tenant, f.dimension, f.value, today
                     FROM fresh AS f
                     JOIN room AS r ON r.dimension = f.dimension
                    WHERE f.place <= r.cap - r.admitted
                   RETURNING dimension
               ),
               counted AS (
                   SELECT r.dimension, r.cap, r.admitted + count(a.dimension) AS admitted
                     FROM room AS r
                     LEFT JOIN added AS a ON a.dimension = r.dimension
                    GROUP BY r.dimension, r.cap, r.admitted
               )
        INSERT INTO dimension_cap AS d (tenant_id, dimension, admitted, full_since)
        SELECT tenant, c.dimension, c.admitted, CASE WHEN c.admitted >= c.cap THEN clock_timestamp() END
          FROM counted AS c
            ON CONFLICT (tenant_id, dimension) DO UPDATE
           SET admitted = excluded.admitted,
               full_since = CASE WHEN excluded.full_since IS NOT NULL
                                 THEN coalesce(d.full_since, excluded.full_since) END
         WHERE d.admitted <> excluded.admitted
            OR (d.full_since IS NULL) <> (excluded.full_since IS NULL);
    END IF;
    RETURN QUERY
    SELECT c.dimension,
           (SELECT d.full_since FROM dimension_cap AS d WHERE d.tenant_id = tenant AND d.dimension = c.dimension),
           ARRAY(SELECT v.value
                   FROM unnest(dimensions, wanted) AS w (dimension, value)
                   JOIN dimension_value AS v
                     ON v.tenant_id = tenant AND v.dimension = w.dimension AND v.value = w.value
                  WHERE w.dimension = c.dimension)
      FROM unnest(capped) AS c (dimension);
END $$;

-- Frees up to so many values that were last seen before a day, and says how many. Never those of the last three days:
-- processes remember for a day what is admitted.
CREATE FUNCTION free_dimension_values(tenant uuid, seen_before date, at_most integer) RETURNS bigint
    LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    freed bigint;
BEGIN
    PERFORM lock_dimension_values(tenant);
      WITH gone AS (
               DELETE FROM dimension_value AS v
                WHERE v.tenant_id = tenant
                  AND (v.dimension, v.value) IN (SELECT o.dimension, o.value
                                                   FROM dimension_value AS o
                                                  WHERE o.tenant_id = tenant
                                                    AND o.last_seen < least(seen_before,
                                                                            (now() AT TIME ZONE 'UTC')::date - 3)
                                                  LIMIT at_most)
               RETURNING v.dimension
           ),
           counted AS (
               SELECT g.dimension, count(*) AS values
                 FROM gone AS g
                GROUP BY g.dimension
           ),
           updated AS (
               UPDATE dimension_cap AS d
                  SET admitted = d.admitted - c.values,
                      full_since = NULL
                 FROM counted AS c
                WHERE d.tenant_id = tenant
                  AND d.dimension = c.dimension
           )
    SELECT count(*) INTO freed FROM gone;
    RETURN freed;
END $$;

REVOKE ALL ON FUNCTION free_dimension_values(uuid, date, integer) FROM PUBLIC;

ALTER TABLE dimension_value ENABLE ROW LEVEL SECURITY;
ALTER TABLE dimension_value FORCE ROW LEVEL SECURITY;
ALTER TABLE dimension_cap ENABLE ROW LEVEL SECURITY;
ALTER TABLE dimension_cap FORCE ROW LEVEL SECURITY;

CREATE POLICY dimension_value_ingest ON dimension_value TO tidemark_ingest USING (true);
CREATE POLICY dimension_value_job ON dimension_value TO tidemark_job USING (true);
CREATE POLICY dimension_value_query ON dimension_value FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());
CREATE POLICY dimension_cap_ingest ON dimension_cap TO tidemark_ingest USING (true);
CREATE POLICY dimension_cap_job ON dimension_cap TO tidemark_job USING (true);
CREATE POLICY dimension_cap_query ON dimension_cap FOR SELECT TO tidemark_query USING (tenant_id = current_tenant());

GRANT SELECT, INSERT, UPDATE ON dimension_value, dimension_cap TO tidemark_ingest;
GRANT SELECT ON dimension_value, dimension_cap TO tidemark_query;
GRANT SELECT, DELETE ON dimension_value TO tidemark_job;
GRANT SELECT, UPDATE, DELETE ON dimension_cap TO tidemark_job;
GRANT SELECT, INSERT, UPDATE ON backfilled_day TO tidemark_ingest;
GRANT SELECT, DELETE ON backfilled_day TO tidemark_job;
GRANT EXECUTE ON FUNCTION free_dimension_values(uuid, date, integer) TO tidemark_job;
