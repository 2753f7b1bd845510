-- Read what meters produced and fed in, day by day. Order: place of the meter in the list, day.
--
-- $1 community_ids  bigint[]
-- $2 meter_ids      bigint[]
-- $3 period         daterange  local days
-- returns many
--   place         bigint    of the meter in the list, from 1
--   community_id  bigint
--   day           date
--   exponent      smallint
--   slot_s        integer
--   missing       smallint[]
--   production    bigint[]
--   export        bigint[]
SELECT o.place, d.community_id, d.day, d.exponent, d.slot_s, d.missing, d.production, d.export
FROM unnest($2::bigint[]) WITH ORDINALITY AS o (meter_id, place)
JOIN aggregate.meter_day AS d ON d.meter_id = o.meter_id AND d.community_id = ANY ($1::bigint[])
  AND d.day >= lower($3::daterange) AND d.day < upper($3::daterange)
ORDER BY o.place, d.day
