-- Load the plans of a run.
--
-- returns copy
COPY optimize.plan (community_id, run_id, device, kind, outer_id, outer_type, decisions, load, load_wh, authorised_s)
FROM STDIN (FORMAT binary)
