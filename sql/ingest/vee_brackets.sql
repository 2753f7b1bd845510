-- List what index reads say of meters' energy between two instants that are edges of intervals. Order: meter, register, from.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]
-- $3 period        tstzrange  both reads lie in it
-- returns many
--   meter_id  bigint
--   register  smallint
--   from_s    bigint    seconds since the epoch
--   to_s      bigint
--   mwh       bigint    milliwatt-hours
SELECT meter_id, register, extract(epoch FROM from_at)::bigint AS from_s, extract(epoch FROM to_at)::bigint AS to_s,
       (1000 * delta_wh)::bigint AS mwh
FROM grid.register_check
WHERE community_id = $1::bigint AND meter_id = ANY ($2::bigint[]) AND is_exact AND delta_wh IS NOT NULL
  AND from_at >= lower($3::tstzrange) AND to_at <= upper($3::tstzrange)
ORDER BY meter_id, register, from_at, serial
