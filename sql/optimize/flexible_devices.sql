-- List the piloted devices of a community with what their owners wish, in the format gridctl-ems/1.
--
-- Order: device.
--
-- $1 community_id  bigint
-- returns many
--   device          text
--   kind            text
--   outer_id        bigint
--   outer_type      integer
--   last_started_s  bigint  seconds since 1970; NULL: not known
--   wish            json
SELECT device, kind, outer_id, outer_type, extract(epoch FROM last_started_at)::bigint AS last_started_s,
       wish
FROM grid.flexible_device
WHERE community_id = $1::bigint AND is_piloted
ORDER BY device
