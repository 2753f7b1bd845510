-- Show what batteries are planned to do. Order: community, battery, start.
--
-- $1 community  text       code; NULL: all
-- $2 period     daterange  local days
-- returns many
--   community             text
--   battery               text
--   start_s               bigint  seconds since 1970-01-01T00:00:00Z
--   price_hundredths      bigint  hundredths of a EUR a MWh; NULL: not known
--   standard_thousandths  bigint  thousandths of a EUR a MWh; NULL: not known
--   charge_w              bigint
--   discharge_w           bigint
--   surplus_mwh           bigint  part of the charge
--   level_mwh             bigint  at the end of the slot
--   reason                text
SELECT c.community, b.battery, extract(epoch FROM p.starts_at)::bigint AS start_s,
       (p.price_eur_mwh * 100)::bigint AS price_hundredths, (p.standard_eur_mwh * 1000)::bigint AS standard_thousandths,
       p.charge_w, p.discharge_w, (p.surplus_wh * 1000)::bigint AS surplus_mwh, (p.level_wh * 1000)::bigint AS level_mwh,
       p.reason
FROM grid.community AS c
JOIN operate.battery_plan AS p ON p.community_id = c.community_id
  AND p.starts_at >= grid.day_start(lower($2::daterange), c.zone) AND p.starts_at < grid.day_start(upper($2::daterange), c.zone)
JOIN grid.battery AS b USING (battery_id)
WHERE $1::text IS NULL OR c.community = $1::text
ORDER BY c.community, b.battery, p.starts_at
