-- Keep how the cycles of devices are told from the rest.
--
-- $1 community_id  bigint
-- $2 devices       text[]
-- $3 start_w       integer[]  in the same order, as the next three
-- $4 end_w         integer[]
-- $5 period_s      integer[]
-- $6 gap           integer[]
-- returns none
INSERT INTO optimize.cycle_setting (community_id, device, start_w, end_w, period_s, gap)
SELECT $1::bigint, g.device, g.start_w, g.end_w, g.period_s, g.gap
FROM unnest($2::text[], $3::integer[], $4::integer[], $5::integer[], $6::integer[])
  AS g (device, start_w, end_w, period_s, gap)
ON CONFLICT (community_id, device) DO UPDATE
SET start_w = excluded.start_w, end_w = excluded.end_w, period_s = excluded.period_s, gap = excluded.gap
