-- Add up a community's quarter hours for the days that are being made again.
--
-- Sums are of the members whose readings are known; strict autarky needs all members. Vectors are added as integers in
-- their own unit first. A slot of the local day starts at day_start + (slot - 1) x 15 minutes.
--
-- $1 community_id  bigint
-- $2 zone          text    IANA name
-- returns none
INSERT INTO aggregate.community_slot (community_id, starts_at, day, slot, member_count, present_count,
  consumption_wh, production_wh, import_wh, export_wh, balance_percent, strict, net)
WITH local AS (
  SELECT day, grid.day_start(day, $2::text) AS start, grid.day_start(day + 1, $2::text) AS stop
  FROM (SELECT DISTINCT day FROM unit) AS u
), member AS (
  SELECT l.day, count(*) AS member_count
  FROM local AS l
  JOIN grid.membership AS s ON s.during @> l.day
  WHERE s.community_id = $1::bigint
  GROUP BY l.day
), member_day AS (
  SELECT d.*
  FROM aggregate.meter_day AS d
  JOIN grid.membership AS s ON s.meter_id = d.meter_id AND s.community_id = d.community_id AND s.during @> d.day
  WHERE d.community_id = $1::bigint AND d.day IN (SELECT day FROM local)
), strict_day AS (
  SELECT day, bit_and(strict_quarter_bits) AS bits, count(strict_quarter_bits) AS bits_count
  FROM member_day
  GROUP BY day
), by_unit AS (
  SELECT d.day, d.exponent, q.slot, count(q.import) AS present_count,
         sum(q.consumption) AS consumption, sum(q.production) AS production, sum(q.import) AS import, sum(q.export) AS export
  FROM member_day AS d
  CROSS JOIN LATERAL unnest(d.consumption, d.production, d.import, d.export)
    WITH ORDINALITY AS q (consumption, production, import, export, slot)
  GROUP BY d.day, d.exponent, q.slot
), total AS (
  SELECT day, slot, sum(present_count) AS present_count,
         sum(consumption * grid.unit(exponent)) AS consumption_wh, sum(production * grid.unit(exponent)) AS production_wh,
         sum(import * grid.unit(exponent)) AS import_wh, sum(export * grid.unit(exponent)) AS export_wh
  FROM by_unit
  GROUP BY day, slot
)
SELECT $1::bigint, l.start + (slot.slot - 1) * interval '15 min', l.day, slot.slot, coalesce(m.member_count, 0),
       coalesce(t.present_count, 0), t.consumption_wh, t.production_wh, t.import_wh, t.export_wh,
       round(100 * t.production_wh / nullif(t.consumption_wh, 0), 1),
       coalesce(s.bits_count = m.member_count AND get_bit(s.bits, slot.slot - 1) = 1, false),
       t.production_wh >= t.consumption_wh
FROM local AS l
CROSS JOIN LATERAL generate_series(1, (extract(epoch FROM l.stop - l.start) / 900)::integer) AS slot (slot)
LEFT JOIN member AS m USING (day)
LEFT JOIN strict_day AS s USING (day)
LEFT JOIN total AS t ON t.day = l.day AND t.slot = slot.slot
