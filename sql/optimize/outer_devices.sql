-- List the ids that the devices of a community have in outer systems, and how many devices have none.
--
-- $1 community_id  bigint
-- returns one
--   outer_ids  bigint[]
--   nameless   bigint    piloted devices without an id
SELECT coalesce(array_agg(outer_id) FILTER (WHERE outer_id IS NOT NULL), '{}') AS outer_ids,
       count(*) FILTER (WHERE outer_id IS NULL AND is_piloted) AS nameless
FROM grid.flexible_device
WHERE community_id = $1::bigint
