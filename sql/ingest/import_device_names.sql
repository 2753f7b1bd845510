-- List the flexible devices of some communities.
--
-- $1 communities  text[]  codes
-- returns many
--   community  text
--   device     text
SELECT c.community, d.device
FROM grid.flexible_device AS d
JOIN grid.community AS c USING (community_id)
WHERE c.community = ANY ($1::text[])
