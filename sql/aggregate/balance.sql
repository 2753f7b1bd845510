-- List the balance of production and consumption, slot by slot: of each community, and of all together.
--
-- Sums are of the known members; production that a plant's meter does not tell is its last power, at most 15 minutes old
-- (stale). All together count at the longest slot of a community, by the wall clock of their common zone, else UTC; they
-- are left out when one community is asked for. Order: community, all together last, instant.
--
-- $1 period             daterange    local days of each community
-- $2 community          text         NULL: all
-- $3 as_of              timestamptz  slots that had ended by then
-- $4 grain_s            integer      300 or 900; a community with longer slots is shown at its own
-- $5 tolerance_percent  numeric      of consumption: a smaller difference is ok
-- $6 known_percent      numeric      of members: with fewer known the action is unknown
-- returns many
--   community       text     NULL: all together
--   starts_s        bigint   local wall clock, seconds since 1970-01-01T00:00
--   offset_s        integer  local time minus UTC
--   slot_s          integer
--   member_count    bigint
--   known_count     bigint
--   consumption_wh  numeric  NULL: no member is known
--   production_wh   numeric
--   percent         numeric  100 x production / consumption; NULL without consumption, or when production is unknown
--   state           text     of production: known, stale or unknown
--   action          text     more, less, ok or unknown
--   needed_w        bigint   how much more or less; NULL: none
WITH figure AS MATERIALIZED (
  SELECT * FROM aggregate.balance($1::daterange, $2::text, $3::timestamptz, $4::integer)
), place AS MATERIALIZED (
  SELECT max(slot_s) AS slot_s, CASE WHEN count(DISTINCT zone) = 1 THEN min(zone) ELSE 'UTC' END AS zone FROM figure
), line AS (
  SELECT community, zone, starts_at, slot_s, member_count::bigint AS member_count, known_count::bigint AS known_count,
         consumption_wh, production_wh, state
  FROM figure
  UNION ALL
  SELECT NULL, p.zone, date_bin(make_interval(secs => p.slot_s), f.starts_at, '2000-01-01Z'), p.slot_s,
         sum(f.member_count * f.slot_s) / p.slot_s, sum(f.known_count * f.slot_s) / p.slot_s,
         sum(f.consumption_wh), sum(f.production_wh),
         CASE WHEN bool_or(f.state = 'unknown') THEN 'unknown' WHEN bool_or(f.state = 'stale') THEN 'stale' ELSE 'known' END
  FROM figure AS f
  CROSS JOIN place AS p
  WHERE $2::text IS NULL
  GROUP BY 2, 3, 4
  HAVING max(f.starts_at + make_interval(secs => f.slot_s)) = max(date_bin(make_interval(secs => p.slot_s), f.starts_at, '2000-01-01Z'))
         + make_interval(secs => p.slot_s)
), judged AS (
  SELECT l.*, aggregate.balance_action(l.state, l.consumption_wh, l.production_wh, l.known_count, l.member_count,
                                       $5::numeric, $6::numeric) AS action
  FROM line AS l
)
SELECT community, extract(epoch FROM starts_at AT TIME ZONE zone)::bigint AS starts_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - (starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       slot_s, member_count, known_count, consumption_wh, production_wh,
       CASE WHEN state <> 'unknown' THEN round(100 * production_wh / nullif(consumption_wh, 0), 1) END AS percent,
       state, action,
       CASE WHEN action IN ('more', 'less') THEN aggregate.mean_w(abs(production_wh - consumption_wh), slot_s) END AS needed_w
FROM judged
ORDER BY community NULLS LAST, starts_at
