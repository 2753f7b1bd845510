-- Show what is offered to a market. Order: community, start, product, price.
--
-- $1 community  text       code; NULL: all
-- $2 market     text
-- $3 period     daterange  local days
-- returns many
--   community         text
--   start_s           bigint  seconds since 1970-01-01T00:00:00Z
--   product           text    surplus, battery-up or battery-down
--   quantity_wh       bigint
--   price_hundredths  bigint  hundredths of a EUR a MWh
SELECT c.community, extract(epoch FROM o.starts_at)::bigint AS start_s, o.product, o.quantity_wh,
       (o.price_eur_mwh * 100)::bigint AS price_hundredths
FROM grid.community AS c
JOIN operate.offer AS o ON o.community_id = c.community_id AND o.market = $2::text
  AND o.starts_at >= grid.day_start(lower($3::daterange), c.zone) AND o.starts_at < grid.day_start(upper($3::daterange), c.zone)
WHERE $1::text IS NULL OR c.community = $1::text
ORDER BY c.community, o.starts_at, o.product, o.price_eur_mwh
