-- List the session's table: what each plant is asked for, and what is unmet. Order: community, instant, plant.
--
-- returns many
--   community     text
--   starts_s      bigint   local wall clock, seconds since 1970-01-01T00:00
--   offset_s      integer  local time minus UTC
--   action        text     more or less
--   needed_w      bigint   of the community
--   unmet_w       bigint   of the community: what its plants cannot take
--   plant         text
--   supplier      text
--   production_w  bigint
--   asked_w       bigint   0: nothing, it is at its limit
--   target_w      bigint
SELECT c.community, extract(epoch FROM r.starts_at AT TIME ZONE c.zone)::bigint AS starts_s,
       extract(epoch FROM (r.starts_at AT TIME ZONE c.zone) - (r.starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       r.action, r.needed_w, r.unmet_w, p.plant, p.supplier, r.production_w, r.asked_w, r.target_w
FROM pg_temp.supplier_request AS r
JOIN grid.community AS c USING (community_id)
JOIN grid.plant AS p USING (plant_id)
ORDER BY c.community, r.starts_at, p.plant
