-- Keep what water heaters used in 24 hours; the same hours again take their place.
--
-- $1 community_id     bigint
-- $2 devices          text[]
-- $3 ends_at          timestamptz[]
-- $4 mwh              bigint[]       thousandths of a Wh
-- $5 expected_counts  integer[]      intervals
-- $6 known_counts     integer[]
-- $7 older_counts     integer[]
-- returns none
INSERT INTO optimize.water_energy (community_id, device, ends_at, energy_wh, expected_count, known_count, older_count)
SELECT $1::bigint, g.device, g.ends_at, trim_scale(g.mwh * 0.001), g.expected_count, g.known_count, g.older_count
FROM unnest($2::text[], $3::timestamptz[], $4::bigint[], $5::integer[], $6::integer[], $7::integer[])
  AS g (device, ends_at, mwh, expected_count, known_count, older_count)
ON CONFLICT (community_id, device, ends_at) DO UPDATE
SET energy_wh = excluded.energy_wh, expected_count = excluded.expected_count, known_count = excluded.known_count,
    older_count = excluded.older_count
