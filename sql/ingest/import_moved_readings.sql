-- Find readings that memberships to come would leave in another community.
--
-- Our own estimates are none: they are made again where the meter is.
--
-- $1 line       integer[]  lines of the file, which name the memberships
-- $2 meter      text[]     codes
-- $3 community  text[]     codes of the communities to come
-- $4 first_day  date[]     first local day
-- $5 end_day    date[]     first local day that is not in it; NULL: open
-- returns many
--   line       integer  line of the file
--   community  text     code of the community that has the readings
--   first_day  date     first day with readings
--   last_day   date     last day with readings
SELECT g.line, c.community, min(b.day) AS first_day, max(b.day) AS last_day
FROM unnest($1::integer[], $2::text[], $3::text[], $4::date[], $5::date[])
  AS g (line, meter, community, first_day, end_day)
JOIN grid.meter AS m ON m.meter = g.meter
JOIN grid.community AS c ON c.community <> g.community
CROSS JOIN LATERAL (
  SELECT i.day
  FROM grid.interval_block AS i
  WHERE i.community_id = c.community_id AND i.meter_id = m.meter_id
    AND i.day >= g.first_day AND i.day < coalesce(g.end_day, 'infinity'::date)
    AND (i.quality IS NULL
         OR EXISTS (SELECT
                    FROM unnest(i.wh, i.quality) AS e (wh, code)
                    WHERE e.wh IS NOT NULL AND e.code NOT IN (SELECT code FROM grid.quality WHERE raw LIKE 'gridctl-%')))
  UNION ALL
  -- A read at the midnight at which a meter leaves belongs to its last day.
  SELECT ((r.read_at - interval '1 second') AT TIME ZONE c.zone)::date
  FROM grid.register_read AS r
  WHERE r.community_id = c.community_id AND r.meter_id = m.meter_id) AS b
WHERE b.day >= g.first_day AND b.day < coalesce(g.end_day, 'infinity'::date)
GROUP BY g.line, c.community
ORDER BY g.line, c.community
