-- Mark community days as stale whose members change, where they have been aggregated.
--
-- One meter of a community day is enough for the whole day to be made again.
--
-- $1 community  text[]  codes
-- $2 meter      text[]  codes of the meters that come or go
-- $3 first_day  date[]  first local day
-- $4 end_day    date[]  first local day that is not meant; NULL: no end
-- returns none
INSERT INTO ops.stale (community_id, meter_id, days)
SELECT d.community_id, m.meter_id, unnest(range_agg(daterange(d.day, d.day + 1))) AS days
FROM unnest($1::text[], $2::text[], $3::date[], $4::date[]) AS g (community, meter, first_day, end_day)
JOIN grid.community AS c USING (community)
JOIN grid.meter AS m USING (meter)
JOIN aggregate.community_day AS d
  ON d.community_id = c.community_id AND d.day >= g.first_day AND d.day < coalesce(g.end_day, 'infinity'::date)
GROUP BY d.community_id, m.meter_id
ORDER BY d.community_id, m.meter_id, days
ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
