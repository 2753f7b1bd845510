-- Put meters with readings that break a rule into the session's table of malfunctions, one row a rule.
--
-- Only what validation calls a failure, and has not taken back. It began with the first stretch of time that breaks the rule; of a
-- clock that was wrong when it was found, because such times mean nothing. Rejected rows are left out: ingest/fill_bad_dumps
-- tells of them, once they are more than is tolerated, and they would stay after good ones came.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz
-- returns none
INSERT INTO found_malfunction
SELECT v.community_id, v.meter_id, 'inconsistency', v.rule, '',
       min(CASE v.rule WHEN 'clock-outlier' THEN v.opened_at ELSE v.starts_at END),
       jsonb_build_object('verdict_count', count(*), 'first_day', min(v.day), 'last_day', max(v.last_day), 'ended_at', max(v.ends_at))
FROM ingest.verdict AS v
JOIN grid.community AS c USING (community_id)
WHERE v.severity = 'fail' AND v.opened_at <= $2::timestamptz AND v.closed_at IS NULL
  AND v.evidence->'rejected' IS NULL
  AND ($1::text IS NULL OR c.community = $1::text)
GROUP BY v.community_id, v.meter_id, v.rule
