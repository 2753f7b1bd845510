-- Read a day of meters, with the digest of what their readings were when a sum with them was told first. Order: place.
--
-- $1 community_ids  bigint[]  of each meter on the day
-- $2 meter_ids      bigint[]
-- $3 day            date
-- returns many
--   place        bigint    of the meter in the list, from 1
--   exponent     smallint
--   slot_s       integer
--   missing      smallint[]
--   consumption  bigint[]
--   import       bigint[]
--   export       bigint[]
--   production   bigint[]
--   digest       bigint    NULL: no sum with it was told
SELECT o.place, d.exponent, d.slot_s, d.missing, d.consumption, d.import, d.export, d.production, s.digest
FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS o (community_id, meter_id, place)
JOIN aggregate.meter_day AS d ON d.community_id = o.community_id AND d.meter_id = o.meter_id AND d.day = $3::date
LEFT JOIN partner.release_source AS s
  ON s.community_id = o.community_id AND s.meter_id = o.meter_id AND s.day = $3::date
ORDER BY o.place
