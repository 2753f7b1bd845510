-- List batteries with the newest state that is known of each: replayed, metered or, of a new one, registered.
--
-- The state of an instant within a replayed day is that of the last slot that had ended. Metered levels are looked for in
-- the last 31 days; at the same instant they go before replayed ones. Order: community, battery.
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
CROSS JOIN LATERAL (
  (SELECT 2 AS rank, 'replay' AS source, least(d.state_at, s.day_start + k.slot * make_interval(secs => d.slot_s)) AS at,
          CASE WHEN k.slot = 0 THEN d.start_wh ELSE d.level[k.slot] * 0.001 END AS level_wh
   FROM operate.battery_day AS d
   CROSS JOIN LATERAL (SELECT grid.day_start(d.day, h.zone) AS day_start OFFSET 0) AS s
   CROSS JOIN LATERAL (SELECT least(cardinality(d.level), floor(extract(epoch FROM $2::timestamptz - s.day_start) / d.slot_s))::integer
                         AS slot) AS k
   WHERE d.battery_id = h.battery_id AND d.day <= h.today AND d.state_at IS NOT NULL
   ORDER BY d.day DESC
   LIMIT 1)
  UNION ALL
  (SELECT 1, 'meter', s.day_start + e.i * make_interval(secs => r.interval_s), e.wh * grid.unit(r.exponent)
   FROM grid.interval_block AS r
   CROSS JOIN LATERAL (SELECT grid.day_start(r.day, h.zone) AS day_start OFFSET 0) AS s
   CROSS JOIN LATERAL unnest(r.wh) WITH ORDINALITY AS e (wh, i)
   WHERE r.community_id = h.home_id AND r.meter_id = h.meter_id AND r.register = 7 AND r.day <@ h.during
     AND r.day BETWEEN h.today - 31 AND h.today AND e.wh IS NOT NULL
     AND s.day_start + e.i * make_interval(secs => r.interval_s) <= $2::timestamptz
   ORDER BY r.day DESC, e.i DESC
   LIMIT 1)
  UNION ALL
  SELECT 3, 'registry', grid.day_start(lower(h.during), h.zone), h.initial_wh::numeric
  ORDER BY at DESC, rank
  LIMIT 1
) AS t
ORDER BY h.community, h.battery
