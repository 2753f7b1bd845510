-- Show what is foretold to be used and made, hour by hour, as known at a time.
--
-- An hour counts its quarter hours of which both are foretold; energy is theirs, in whole Wh, 0 when there are none.
-- Hours are those of the community's clock. Order: community, time.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz  issues up to it count
-- $3 first      timestamptz
-- $4 end        timestamptz  excluded
-- returns many
--   community        text
--   starts_s         bigint   first instant of the hour, seconds since 1970-01-01T00:00:00Z
--   offset_s         integer  local time minus UTC
--   slot_count       bigint   quarter hours of which both are foretold
--   deficit_count    bigint   of these, those in which less is made than used
--   consumption_wh   numeric
--   production_wh    numeric
--   balance_wh       numeric  production minus consumption
--   balance_percent  numeric  production / consumption, one decimal; NULL: nothing is used
WITH slot AS (
  SELECT DISTINCT ON (o.community_id, o.starts_at) c.community, c.zone, o.starts_at, o.consumption_wh, o.production_wh
  FROM aggregate.issued_outlook AS o
  JOIN grid.community AS c USING (community_id)
  WHERE ($1::text IS NULL OR c.community = $1::text) AND o.issued_at <= $2::timestamptz
    AND o.starts_at >= $3::timestamptz AND o.starts_at < $4::timestamptz
  ORDER BY o.community_id, o.starts_at, o.issued_at DESC
), known AS (
  SELECT community, zone, date_trunc('hour', starts_at, zone) AS hour, starts_at,
         CASE WHEN production_wh IS NOT NULL THEN consumption_wh END AS consumption_wh,
         CASE WHEN consumption_wh IS NOT NULL THEN production_wh END AS production_wh
  FROM slot
)
SELECT community, extract(epoch FROM hour)::bigint AS starts_s,
       extract(epoch FROM (hour AT TIME ZONE zone) - (hour AT TIME ZONE 'UTC'))::integer AS offset_s,
       count(consumption_wh) AS slot_count, count(*) FILTER (WHERE production_wh < consumption_wh) AS deficit_count,
       coalesce(round(sum(consumption_wh)), 0) AS consumption_wh, coalesce(round(sum(production_wh)), 0) AS production_wh,
       coalesce(round(sum(production_wh)) - round(sum(consumption_wh)), 0) AS balance_wh,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent
FROM known
GROUP BY community, zone, hour
ORDER BY community, hour
