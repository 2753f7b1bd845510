-- A battery's plan keeps its level between minimum and capacity, and its powers below their limits.
--
-- returns many
--   battery    text
--   starts_at  timestamptz
SELECT b.battery, p.starts_at
FROM operate.battery_plan AS p
JOIN grid.battery AS b USING (battery_id)
WHERE p.level_wh > b.capacity_wh OR p.level_wh < grid.least_wh(b.capacity_wh, b.min_percent)
   OR p.charge_w > b.max_charge_w OR p.discharge_w > b.max_discharge_w
