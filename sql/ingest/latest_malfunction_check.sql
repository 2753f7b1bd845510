-- Find the latest clock of a run that found or closed malfunctions.
--
-- returns one
--   latest_s  bigint  NULL: none was ever found
SELECT extract(epoch FROM greatest(max(last_seen_at), max(closed_at)))::bigint AS latest_s
FROM grid.malfunction
