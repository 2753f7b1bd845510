-- Take verdicts of days on which a meter was no member out of the session's table; a clock that was wrong is what it is on any day.
--
-- $1 community_id  bigint
-- returns none
DELETE FROM verdict_stage AS v
WHERE v.rule <> 'clock-outlier'
  AND NOT EXISTS (
    SELECT FROM grid.membership AS s
    WHERE s.community_id = $1::bigint AND s.meter_id = v.meter_id AND s.during @> v.day)
