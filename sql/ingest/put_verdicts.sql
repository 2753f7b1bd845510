-- Enter what the session's table says and was not known, or known otherwise; a verdict that had been closed is open again.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz  the clock of the run
-- $3 run_id        bigint       NULL: not entered into the ledger
-- returns one
--   opened   bigint
--   changed  bigint
WITH put AS (
  INSERT INTO ingest.verdict AS v (community_id, meter_id, day, last_day, rule, register, starts_at, ends_at, severity,
    threshold, evidence, opened_at, run_id)
  SELECT $1::bigint, meter_id, day, max(last_day), rule, register, to_timestamp(starts_s), to_timestamp(max(ends_s)), min(severity), min(threshold),
         (array_agg(evidence ORDER BY ends_s DESC, evidence))[1]::jsonb, $2::timestamptz, $3::bigint
  FROM verdict_stage
  GROUP BY meter_id, day, rule, register, starts_s
  ON CONFLICT (community_id, meter_id, day, rule, register, starts_at) DO UPDATE
  SET last_day = excluded.last_day, ends_at = excluded.ends_at, severity = excluded.severity, threshold = excluded.threshold,
      evidence = excluded.evidence, run_id = excluded.run_id, closed_at = NULL,
      opened_at = CASE WHEN v.closed_at IS NULL THEN v.opened_at ELSE excluded.opened_at END
  WHERE (v.ends_at, v.severity, v.threshold, v.evidence) IS DISTINCT FROM
        (excluded.ends_at, excluded.severity, excluded.threshold, excluded.evidence)
     OR v.closed_at IS NOT NULL
  RETURNING v.opened_at = $2::timestamptz AS is_new
)
SELECT count(*) FILTER (WHERE is_new) AS opened, count(*) FILTER (WHERE NOT is_new) AS changed FROM put
