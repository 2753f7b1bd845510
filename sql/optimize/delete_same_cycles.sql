-- Delete cycles that are the same run as one that was found now, told apart from the rest in another way.
--
-- $1 community_id  bigint
-- $2 devices       text[]
-- $3 starts_at     timestamptz[]
-- $4 ends_at       timestamptz[]
-- returns none
DELETE FROM optimize.cycle AS c
USING unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS g (device, starts_at, ends_at)
WHERE c.community_id = $1::bigint AND c.device = g.device AND c.starts_at <> g.starts_at
  AND c.starts_at < g.ends_at AND g.starts_at < c.starts_at + cardinality(c.profile) * make_interval(secs => c.step_s)
