-- Close the open verdicts of validated days that the session's table no longer has.
--
-- clock-outlier looks at all days of a meter at once, gap at the validated ones and those beside them.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz  the clock of the run
-- $3 run_id        bigint       NULL: not entered into the ledger
-- returns one
--   closed  bigint
WITH closed AS (
  UPDATE ingest.verdict AS v
  SET closed_at = $2::timestamptz, run_id = $3::bigint
  WHERE v.community_id = $1::bigint AND v.closed_at IS NULL
    AND EXISTS (SELECT FROM validated_day AS d
                WHERE d.meter_id = v.meter_id
                  AND (v.rule = 'clock-outlier' OR d.day BETWEEN v.day AND v.last_day
                       OR v.rule = 'gap' AND d.day IN (v.day - 1, v.last_day + 1)))
    AND NOT EXISTS (SELECT FROM verdict_stage AS s
                    WHERE s.meter_id = v.meter_id AND s.day = v.day AND s.rule = v.rule AND s.register = v.register
                      AND to_timestamp(s.starts_s) = v.starts_at)
  RETURNING 1
)
SELECT count(*) AS closed FROM closed
