-- Note up to which day meters were validated without a gap, and up to which their gaps were filled.
--
-- A period that begins behind what was validated leaves days between them; then nothing is noted. What a run judged anew
-- without filling gaps is left to the next one that fills them.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days; NULL: all
-- $3 meter         text       code; NULL: all
-- $4 today         date       first local day that has not ended
-- $5 estimates     boolean    whether gaps were filled
-- returns none
INSERT INTO ingest.validation AS v (community_id, meter_id, until, estimated)
SELECT $1::bigint, n.meter_id, greatest(n.until, n.end_day),
       CASE WHEN NOT $5::boolean THEN least(n.estimated, n.judged_day)
            WHEN n.first_day <= n.estimated THEN greatest(n.estimated, n.end_day) ELSE n.estimated END
FROM (
  SELECT s.meter_id, coalesce(o.until, min(lower(s.during))) AS until, coalesce(o.estimated, min(lower(s.during))) AS estimated,
         d.judged_day, coalesce(lower($2::daterange), '-infinity') AS first_day,
         least(upper(coalesce($2::daterange, '(,)')), $4::date) AS end_day
  FROM grid.membership AS s
  JOIN grid.meter AS m USING (meter_id)
  LEFT JOIN ingest.validation AS o ON o.community_id = s.community_id AND o.meter_id = s.meter_id
  LEFT JOIN (SELECT meter_id, min(day) AS judged_day FROM validated_day GROUP BY meter_id) AS d ON d.meter_id = s.meter_id
  WHERE s.community_id = $1::bigint AND ($3::text IS NULL OR m.meter = $3::text)
  GROUP BY s.meter_id, o.until, o.estimated, d.judged_day) AS n
WHERE n.first_day <= n.until
ON CONFLICT (community_id, meter_id) DO UPDATE SET until = excluded.until, estimated = excluded.estimated
WHERE (v.until, v.estimated) IS DISTINCT FROM (excluded.until, excluded.estimated)
