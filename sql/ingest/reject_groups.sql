-- Count the bad rows of dumps by rule and file, and by meter when one rule or meter is asked for.
--
-- Order: the rule with most rows first, then the newest dump.
--
-- $1 code     text     NULL: all rules
-- $2 file     text     NULL: all dumps
-- $3 meter    text     NULL: all meters
-- $4 escaped  text     the same as kept readings write it
-- returns many
--   rule       text
--   file       text
--   meter      text     NULL: several, or the rows do not say
--   escaped    boolean  whether bytes of the meter are written %HH
--   meters     bigint   how many are named
--   rows       bigint
--   first      bigint   line
--   last       bigint   line
--   example    text     the first row
--   other      text     the last row that is another; NULL: none
WITH listed AS (
  SELECT r.code, r.batch_id, b.file, b.received_at, m.meter, r.reading IS NOT NULL AS escaped, r.line, r.raw
  FROM ingest.reject AS r
  JOIN ingest.batch AS b USING (batch_id)
  CROSS JOIN LATERAL ingest.reject_meter(r.raw, r.reading, b.format, b.layout) AS m (meter)
  WHERE ($1::text IS NULL OR r.code = $1::text)
    AND ($2::text IS NULL OR b.file = $2::text)
    AND ($3::text IS NULL OR m.meter = CASE WHEN r.reading IS NULL THEN $3::text ELSE $4::text END)
), counted AS (
  SELECT code, batch_id, file, received_at, CASE WHEN num_nonnulls($1::text, $3::text) > 0 THEN meter END AS part,
         CASE WHEN count(DISTINCT meter) = 1 THEN min(meter) END AS meter, bool_or(escaped) AS escaped,
         count(DISTINCT meter) AS meters, count(*) AS rows, min(line) AS first, max(line) AS last,
         (array_agg(raw ORDER BY line))[1] AS example, (array_agg(raw ORDER BY line DESC))[1] AS other
  FROM listed
  GROUP BY 1, 2, 3, 4, 5
)
SELECT code AS rule, file, meter, escaped, meters, rows, first, last, example, nullif(other, example) AS other
FROM counted
ORDER BY sum(rows) OVER (PARTITION BY code) DESC, code, received_at DESC, file, first
