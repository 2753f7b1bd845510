-- Queue days for validation that a meter joined or left: what was found and estimated there is looked at again.
--
-- Days that it joined are validated from the first one on.
--
-- $1 community  text[]  codes
-- $2 meter      text[]  codes of the meters that come or go
-- $3 first_day  date[]  first local day
-- $4 end_day    date[]  first local day that is not meant; NULL: no end
-- returns none
WITH touched AS (
  SELECT c.community_id, m.meter_id, g.first_day, coalesce(g.end_day, 'infinity'::date) AS end_day
  FROM unnest($1::text[], $2::text[], $3::date[], $4::date[]) AS g (community, meter, first_day, end_day)
  JOIN grid.community AS c USING (community)
  JOIN grid.meter AS m USING (meter)
), again AS (
  UPDATE ingest.validation AS v
  SET until = least(v.until, t.first_day), estimated = least(v.estimated, t.first_day)
  FROM (SELECT community_id, meter_id, min(first_day) AS first_day FROM touched GROUP BY community_id, meter_id) AS t
  WHERE v.community_id = t.community_id AND v.meter_id = t.meter_id AND v.until > t.first_day
)
INSERT INTO ingest.unvalidated (community_id, meter_id, days)
SELECT t.community_id, t.meter_id, daterange(v.day, v.day + 1)
FROM touched AS t
JOIN ingest.verdict AS v USING (community_id, meter_id)
WHERE v.closed_at IS NULL AND v.day >= t.first_day AND v.day < t.end_day
UNION
SELECT t.community_id, t.meter_id, daterange(e.day, e.day + 1)
FROM touched AS t
JOIN ingest.estimate AS e USING (community_id, meter_id)
WHERE e.closed_at IS NULL AND e.day >= t.first_day AND e.day < t.end_day
ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
