-- Show some contracts, and all contracts of some meters.
--
-- $1 contracts  text[]  codes
-- $2 meters     text[]  codes
-- returns many
--   contract        text     code
--   customer        text     code
--   meter           text     code
--   kind            text     consumption or production
--   tariff          text     code
--   first_day       date     first local day billed
--   end_day         date     first local day not billed; NULL: open
--   power_kva       numeric  subscribed power; NULL: none
--   settlement      text     line or self_billed
--   delivery_point  text     NULL: not known
SELECT k.contract, u.customer, m.meter, k.kind, t.tariff, lower(k.during) AS first_day, upper(k.during) AS end_day,
       k.power_kva, k.settlement, k.delivery_point
FROM grid.contract AS k
JOIN grid.customer AS u USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
JOIN grid.tariff AS t USING (tariff_id)
WHERE k.contract = ANY ($1::text[]) OR m.meter = ANY ($2::text[])
