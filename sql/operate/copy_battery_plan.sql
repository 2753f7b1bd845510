-- Load slots of batteries' plans.
--
-- returns copy
COPY operate.battery_plan (community_id, battery_id, starts_at, slot_s, market, price_eur_mwh, standard_eur_mwh, charge_w,
  discharge_w, surplus_wh, level_wh, reason)
FROM STDIN (FORMAT binary)
