-- Add up a community's days that are being made again, and count them.
--
-- Strict autarky is the bit_and over all members: five minutes a bit where every member's interval allows it, else
-- quarter hours, else none. Expected intervals are those of all members, with or without readings.
--
-- $1 community_id  bigint
-- $2 zone          text    IANA name
-- returns one
--   made  bigint
WITH local AS (
  SELECT day, (extract(epoch FROM grid.day_start(day + 1, $2::text) - grid.day_start(day, $2::text)))::integer AS day_s
  FROM (SELECT DISTINCT day FROM unit) AS u
), member AS (
  SELECT l.day, count(*) AS member_count, sum(l.day_s / m.interval_s) AS expected_count
  FROM local AS l
  JOIN grid.membership AS s ON s.during @> l.day
  JOIN grid.meter AS m USING (meter_id)
  WHERE s.community_id = $1::bigint
  GROUP BY l.day
), total AS (
  SELECT d.day, sum(d.present_count) AS present_count, sum(d.consumption_wh) AS consumption_wh,
         sum(d.production_wh) AS production_wh, sum(d.import_wh) AS import_wh, sum(d.export_wh) AS export_wh,
         sum(d.charge_wh) AS charge_wh, sum(d.discharge_wh) AS discharge_wh,
         count(*) FILTER (WHERE d.strict_bits_s = 300) AS fine_count, count(d.strict_quarter_bits) AS quarter_count,
         bit_and(d.strict_bits) FILTER (WHERE d.strict_bits_s = 300) AS fine_bits,
         bit_and(d.strict_quarter_bits) AS quarter_bits
  FROM aggregate.meter_day AS d
  JOIN grid.membership AS s ON s.meter_id = d.meter_id AND s.community_id = d.community_id AND s.during @> d.day
  WHERE d.community_id = $1::bigint AND d.day IN (SELECT day FROM local)
  GROUP BY d.day
), slot AS (
  SELECT day, count(*) FILTER (WHERE net) * 15 AS net_minutes
  FROM aggregate.community_slot
  WHERE community_id = $1::bigint AND day IN (SELECT day FROM local)
  GROUP BY day
), shaped AS (
  SELECT l.day, l.day_s, m.member_count, m.expected_count, t.*, s.net_minutes,
         CASE WHEN t.fine_count = m.member_count THEN t.fine_bits
              WHEN t.quarter_count = m.member_count THEN t.quarter_bits
              ELSE repeat('0', l.day_s / 900)::bit varying END AS strict_bits,
         CASE WHEN t.fine_count = m.member_count THEN 300 ELSE 900 END AS strict_bits_s
  FROM local AS l
  LEFT JOIN member AS m ON m.day = l.day
  LEFT JOIN total AS t (total_day) ON t.total_day = l.day
  LEFT JOIN slot AS s ON s.day = l.day
), made AS (
  INSERT INTO aggregate.community_day AS c (community_id, day, member_count, expected_count, present_count,
    consumption_wh, production_wh, import_wh, export_wh, charge_wh, discharge_wh, day_minutes, strict_bits, strict_bits_s,
    strict_minutes, net_minutes, balance_percent)
  SELECT $1::bigint, day, coalesce(member_count, 0), coalesce(expected_count, 0), coalesce(present_count, 0),
         coalesce(consumption_wh, 0), coalesce(production_wh, 0), coalesce(import_wh, 0), coalesce(export_wh, 0),
         coalesce(charge_wh, 0), coalesce(discharge_wh, 0), day_s / 60, strict_bits, strict_bits_s,
         bit_count(strict_bits::bit varying) * strict_bits_s / 60, coalesce(net_minutes, 0),
         round(100 * production_wh / nullif(consumption_wh, 0), 1)
  FROM shaped
  ON CONFLICT (community_id, day) DO UPDATE
  SET member_count = excluded.member_count, expected_count = excluded.expected_count, present_count = excluded.present_count,
      consumption_wh = excluded.consumption_wh, production_wh = excluded.production_wh,
      import_wh = excluded.import_wh, export_wh = excluded.export_wh,
      charge_wh = excluded.charge_wh, discharge_wh = excluded.discharge_wh, day_minutes = excluded.day_minutes,
      strict_bits = excluded.strict_bits, strict_bits_s = excluded.strict_bits_s,
      strict_minutes = excluded.strict_minutes, net_minutes = excluded.net_minutes,
      balance_percent = excluded.balance_percent
  RETURNING 1
)
SELECT count(*) AS made FROM made
