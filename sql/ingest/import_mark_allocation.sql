-- Queue aggregated community days for allocation.
--
-- $1 community  text[]  codes
-- $2 first_day  date[]  first local day
-- $3 end_day    date[]  first local day that is not meant; NULL: no end
-- returns none
INSERT INTO ops.stale_allocation (community_id, day)
SELECT DISTINCT d.community_id, d.day
FROM unnest($1::text[], $2::date[], $3::date[]) AS g (community, first_day, end_day)
JOIN grid.community AS c USING (community)
JOIN aggregate.community_day AS d
  ON d.community_id = c.community_id AND d.day >= g.first_day AND d.day < coalesce(g.end_day, 'infinity'::date)
ORDER BY d.community_id, d.day
ON CONFLICT (community_id, day) DO UPDATE SET day = excluded.day
