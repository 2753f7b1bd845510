-- Read what was told of groups in a period. Order: group in the list, day.
--
-- $1 groups  text[]     ids of each group's communities, ascending, as an array's text
-- $2 class   text
-- $3 grain   text
-- $4 period  daterange  local days
-- returns many
--   place        bigint    of the group in the list, from 1
--   day          date
--   households   integer
--   starts_s     bigint[]
--   consumption  bigint[]
--   import       bigint[]
--   export       bigint[]
--   production   bigint[]
SELECT o.place, r.day, r.households, r.starts_s, r.consumption, r.import, r.export, r.production
FROM unnest($1::text[]) WITH ORDINALITY AS o (communities, place)
JOIN partner.release AS r ON r.communities = o.communities::bigint[]
WHERE r.class = $2::text AND r.grain = $3::text AND r.day >= lower($4::daterange) AND r.day < upper($4::daterange)
ORDER BY o.place, r.day
