-- List the devices of a community that are piloted, or were started when they were, with what their owners wish.
--
-- Wishes are in the format gridctl-ems/1. Order: device.
--
-- $1 community_id  bigint
-- $2 started       text[]  that earlier plans started
-- returns many
--   device          text
--   kind            text
--   outer_id        bigint
--   outer_type      integer
--   last_started_s  bigint  seconds since 1970; NULL: not known
--   wish            json
--   is_piloted      boolean
--   updated_s       bigint  when the wish was told
SELECT device, kind, outer_id, outer_type, extract(epoch FROM last_started_at)::bigint AS last_started_s,
       wish, is_piloted, extract(epoch FROM updated_at)::bigint AS updated_s
FROM grid.flexible_device
WHERE community_id = $1::bigint AND (is_piloted OR device = ANY ($2::text[]))
ORDER BY device
