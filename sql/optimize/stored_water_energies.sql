-- Show the energies of water heaters in use.
--
-- $1 community_id  bigint
-- $2 devices       text[]
-- returns many
--   device       text
--   ends_s       bigint   seconds since 1970-01-01T00:00:00Z
--   energy_mwh   bigint   thousandths of a Wh
--   known_count  integer
--   older_count  integer
SELECT device, extract(epoch FROM ends_at)::bigint AS ends_s, (energy_wh * 1000)::bigint AS energy_mwh, known_count,
       older_count
FROM optimize.water_energy_in_use
WHERE community_id = $1::bigint AND device = ANY ($2::text[])
