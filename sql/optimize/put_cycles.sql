-- Keep cycles that were found; one that starts when a known one does takes its place.
--
-- $1  community_id  bigint
-- $2  devices       text[]
-- $3  starts_at     timestamptz[]
-- $4  step_s        integer
-- $5  profiles      text[]         arrays of mW
-- $6  start_w       integer[]
-- $7  end_w         integer[]
-- $8  period_s      integer[]
-- $9  gap           integer[]
-- $10 learned_at    timestamptz
-- returns none
INSERT INTO optimize.cycle (community_id, device, starts_at, step_s, profile, energy_wh, start_w, end_w, period_s, gap, learned_at)
SELECT $1::bigint, g.device, g.starts_at, $4::integer, g.profile::bigint[],
       (SELECT trim_scale(sum(mw) * $4::integer / 3600000) FROM unnest(g.profile::bigint[]) AS mw),
       g.start_w, g.end_w, g.period_s, g.gap, $10::timestamptz
FROM unnest($2::text[], $3::timestamptz[], $5::text[], $6::integer[], $7::integer[], $8::integer[], $9::integer[])
  AS g (device, starts_at, profile, start_w, end_w, period_s, gap)
ON CONFLICT (community_id, device, starts_at) DO UPDATE
SET step_s = excluded.step_s, profile = excluded.profile, energy_wh = excluded.energy_wh, start_w = excluded.start_w,
    end_w = excluded.end_w, period_s = excluded.period_s, gap = excluded.gap, learned_at = excluded.learned_at
