-- Add demands, or change power, window and days of those that are there.
--
-- One that only ends earlier keeps the instant of its announcement: what is left of it was announced then.
--
-- $1 demand      text[]       codes
-- $2 partner     text[]       codes of customers
-- $3 community   text[]       codes
-- $4 power_w     bigint[]
-- $5 start_time  time[]       local wall clock
-- $6 end_time    time[]       local wall clock; up to the start: on the next day
-- $7 first_day   date[]       local day of the community
-- $8 end_day     date[]       first local day without it; NULL: open
-- $9 as_of       timestamptz
-- returns none
INSERT INTO grid.demand AS d (demand, customer_id, community_id, power_w, start_time, end_time, first_day, end_day, announced_at)
SELECT g.demand, u.customer_id, c.community_id, g.power_w, g.start_time, g.end_time, g.first_day, g.end_day, $9::timestamptz
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::time[], $6::time[], $7::date[], $8::date[])
  AS g (demand, partner, community, power_w, start_time, end_time, first_day, end_day)
JOIN grid.customer AS u ON u.customer = g.partner
JOIN grid.community AS c USING (community)
ON CONFLICT (demand) DO UPDATE
SET power_w = excluded.power_w, start_time = excluded.start_time, end_time = excluded.end_time,
    first_day = excluded.first_day, end_day = excluded.end_day,
    announced_at = CASE
      WHEN (d.power_w, d.start_time, d.end_time, d.first_day)
             = (excluded.power_w, excluded.start_time, excluded.end_time, excluded.first_day)
        AND coalesce(excluded.end_day, 'infinity') <= coalesce(d.end_day, 'infinity') THEN d.announced_at
      ELSE excluded.announced_at END
