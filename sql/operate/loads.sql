-- Show what communities use and may use, from their newest slot.
--
-- Of communities that have members on the local day. The slot ended at most 15 minutes ago: the newest in which all members
-- are known, else the newest in which any is. Powers are whole mW: a mean power is exact, a limit rounded so that comparing
-- with it is exact too (a mean is above the limit when it is above the rounded one). Without a limit of its own a community
-- has tense_percent of the greatest production of its plants in force on the local day; without both it has none. For an
-- hour after a slot in which suppliers could not produce what was lacking, the limit is at most what could be had then.
-- Order: community.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz
-- returns many
--   community_id  bigint
--   community     text
--   limit_mw      bigint   rounded down; NULL: it has none
--   reopen_mw     bigint   rounded up: below it what was cut is reopened
--   tense_mw      bigint   rounded down: above it, or above the limit, consumption is tense
--   slot_start_s  bigint   seconds since 1970-01-01T00:00:00Z; NULL: nothing is known of the last 15 minutes
--   slot_s        integer
--   mean_mw       bigint   consumption of the members that are known
--   is_complete   boolean  whether all members are known
--   is_autarkic   boolean  in the community's own sense; false where that is unknown
WITH place AS (
  SELECT c.*, ($2::timestamptz AT TIME ZONE c.zone)::date AS today, p.max_w
  FROM grid.community AS c
  CROSS JOIN LATERAL (
    SELECT sum(max_w) AS max_w
    FROM grid.plant AS p
    WHERE p.community_id = c.community_id AND p.during @> ($2::timestamptz AT TIME ZONE c.zone)::date) AS p
  WHERE ($1::text IS NULL OR c.community = $1::text)
    AND EXISTS (SELECT FROM grid.membership AS s
                WHERE s.community_id = c.community_id AND s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date)
), supply AS (
  SELECT u.community_id, greatest(0, min(s.consumption_wh * 3600 / s.slot_s - u.unmet_w)) AS supply_w
  FROM place AS p
  JOIN operate.unmet AS u ON u.community_id = p.community_id
  JOIN aggregate.community_slot AS s
    ON s.community_id = u.community_id AND s.starts_at = u.starts_at AND s.day BETWEEN p.today - 1 AND p.today
  WHERE u.starts_at >= $2::timestamptz - interval '1 hour' AND u.starts_at < $2::timestamptz
  GROUP BY u.community_id
), newest AS (
  SELECT DISTINCT ON (s.community_id) s.*
  FROM place AS p
  JOIN aggregate.community_slot AS s ON s.community_id = p.community_id AND s.day BETWEEN p.today - 1 AND p.today
  WHERE s.consumption_wh IS NOT NULL
    AND s.starts_at + make_interval(secs => s.slot_s)
        BETWEEN $2::timestamptz - interval '15 min' AND $2::timestamptz
  ORDER BY s.community_id, (s.present_count = s.member_count) DESC, s.starts_at DESC
)
SELECT p.community_id, p.community,
       floor(1000 * least(coalesce(p.limit_w, p.tense_percent * p.max_w / 100), u.supply_w))::bigint AS limit_mw,
       ceil(1000 * least(CASE WHEN p.limit_w IS NULL THEN p.reopen_percent * p.max_w / 100
                              ELSE p.limit_w * p.reopen_percent / p.tense_percent END,
                         u.supply_w * p.reopen_percent / p.tense_percent))::bigint AS reopen_mw,
       floor(1000 * least(p.limit_w, p.tense_percent * p.max_w / 100))::bigint AS tense_mw,
       extract(epoch FROM n.starts_at)::bigint AS slot_start_s, n.slot_s,
       (n.consumption_wh * 3600000 / n.slot_s)::bigint AS mean_mw, n.present_count = n.member_count AS is_complete,
       coalesce(CASE p.autarky WHEN 'strict' THEN n.strict ELSE n.net END, false) AS is_autarkic
FROM place AS p
LEFT JOIN newest AS n USING (community_id)
LEFT JOIN supply AS u USING (community_id)
ORDER BY p.community
