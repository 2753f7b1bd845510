-- List batteries with the newest state that is known of each: replayed, metered or, of a new one, registered.
--
-- Order: community, battery.
--
-- $1 community  text         code; NULL: all
-- $2 as_of      timestamptz
-- returns many
--   battery             text
--   community           text
--   meter               text     NULL: none measures it
--   capacity_wh         bigint
--   min_percent         numeric
--   max_charge_w        bigint
--   max_discharge_w     bigint
--   efficiency_percent  numeric
--   level_wh            numeric
--   level_percent       numeric  of the capacity, one decimal
--   source              text     meter, replay or registry
--   state_at            text     UTC
--   age_minutes         bigint
WITH here AS (
  SELECT b.*, m.meter, c.community_id AS home_id, c.community, c.zone, ($2::timestamptz AT TIME ZONE c.zone)::date AS today
  FROM grid.battery AS b
  LEFT JOIN grid.meter AS m USING (meter_id)
  LEFT JOIN grid.membership AS s ON s.meter_id = b.meter_id
    AND s.during @> ($2::timestamptz AT TIME ZONE
                     (SELECT zone FROM grid.community AS z WHERE z.community_id = s.community_id))::date
  JOIN grid.community AS c ON c.community_id = coalesce(b.community_id, s.community_id)
  WHERE ($1::text IS NULL OR c.community = $1::text) AND b.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
)
SELECT h.battery, h.community, h.meter, h.capacity_wh, h.min_percent, h.max_charge_w, h.max_discharge_w,
       h.efficiency_percent, trim_scale(t.level_wh) AS level_wh, round(100 * t.level_wh / h.capacity_wh, 1) AS level_percent,
       t.source, to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS state_at,
       floor(extract(epoch FROM $2::timestamptz - t.at) / 60)::bigint AS age_minutes
FROM here AS h
CROSS JOIN LATERAL operate.battery_level(h.battery_id, h.home_id, $2::timestamptz) AS t
ORDER BY h.community, h.battery
