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
SELECT t.community_id, t.meter_id, unnest(range_agg(daterange(t.first_day, t.end_day) * k.days)) AS days
FROM touched AS t
JOIN (
  SELECT community_id, meter_id, daterange(day, last_day, '[]') AS days FROM ingest.verdict WHERE closed_at IS NULL
  UNION ALL
  SELECT community_id, meter_id, daterange(day, day + 1) FROM ingest.estimate WHERE closed_at IS NULL
) AS k USING (community_id, meter_id)
GROUP BY t.community_id, t.meter_id
ORDER BY t.community_id, t.meter_id, days
ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
