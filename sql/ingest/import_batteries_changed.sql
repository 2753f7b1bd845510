-- Change rows of batteries, known by code and first day.
--
-- $1 battery             text[]    codes
-- $2 meter               text[]    codes; NULL: it is its community's
-- $3 community           text[]    codes; NULL: it stands behind a meter
-- $4 capacity_wh         bigint[]
-- $5 min_percent         numeric[]
-- $6 max_charge_w        bigint[]
-- $7 max_discharge_w     bigint[]
-- $8 efficiency_percent  numeric[]
-- $9 initial_wh          bigint[]
-- $10 first_day          date[]    first local day of the community
-- $11 end_day            date[]    excluded; NULL: open
-- returns none
UPDATE grid.battery AS b
SET meter_id = m.meter_id, community_id = c.community_id, capacity_wh = g.capacity_wh, min_percent = g.min_percent,
    max_charge_w = g.max_charge_w, max_discharge_w = g.max_discharge_w, efficiency_percent = g.efficiency_percent,
    initial_wh = g.initial_wh, during = daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::numeric[], $6::bigint[], $7::bigint[], $8::numeric[],
            $9::bigint[], $10::date[], $11::date[])
  AS g (battery, meter, community, capacity_wh, min_percent, max_charge_w, max_discharge_w, efficiency_percent, initial_wh,
        first_day, end_day)
LEFT JOIN grid.meter AS m USING (meter)
LEFT JOIN grid.community AS c USING (community)
WHERE b.battery = g.battery AND lower(b.during) = g.first_day
