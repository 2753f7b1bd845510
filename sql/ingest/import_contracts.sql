-- Add contracts, or change those that are there.
--
-- $1 contract         text[]     codes
-- $2 customer         text[]     codes
-- $3 meter            text[]     codes
-- $4 kind             text[]     consumption or production
-- $5 tariff           text[]     codes
-- $6 first_day        date[]     first local day billed
-- $7 end_day          date[]     first local day not billed; NULL: open
-- $8 power_kva        numeric[]  subscribed power; NULL: none
-- $9 settlement       text[]     line or self_billed
-- $10 delivery_point  text[]     the grid operator's number of the connection; NULL: not known
-- returns none
INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during, power_kva, settlement, delivery_point)
SELECT g.contract, u.customer_id, m.meter_id, g.kind, t.tariff_id, daterange(g.first_day, g.end_day), g.power_kva,
       g.settlement, g.delivery_point
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::numeric[], $9::text[],
            $10::text[])
  AS g (contract, customer, meter, kind, tariff, first_day, end_day, power_kva, settlement, delivery_point)
JOIN grid.customer AS u USING (customer)
JOIN grid.meter AS m USING (meter)
JOIN grid.tariff AS t USING (tariff)
ON CONFLICT (contract) DO UPDATE
SET customer_id = excluded.customer_id, meter_id = excluded.meter_id, kind = excluded.kind,
    tariff_id = excluded.tariff_id, during = excluded.during, power_kva = excluded.power_kva,
    settlement = excluded.settlement, delivery_point = excluded.delivery_point
