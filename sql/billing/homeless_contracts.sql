-- List contracts with days of a period on which their meter belongs to no community.
--
-- Nobody can be billed for such days. Order: contract, first day.
--
-- $1 period  daterange
-- returns many
--   contract   text
--   first_day  date
--   end_day    date  excluded
SELECT c.contract, lower(gap.during) AS first_day, upper(gap.during) AS end_day
FROM grid.contract AS c
CROSS JOIN LATERAL unnest(
  datemultirange(c.during * $1::daterange)
  - coalesce((SELECT range_agg(m.during) FROM grid.membership AS m WHERE m.meter_id = c.meter_id), '{}')) AS gap (during)
WHERE c.during && $1::daterange
ORDER BY c.contract COLLATE "C", first_day
