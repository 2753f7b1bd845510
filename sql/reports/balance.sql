-- List production against consumption by slot, hour or local day: of each community, and of all together.
--
-- Made of the slots of aggregate.balance, which says what is stale and unknown; a cell is as doubtful as its worst slot,
-- and knows as many members as the slot that knows fewest. Hours count from local midnight. Cells in which a slot has not
-- ended or has no totals count what they have: minutes say how much. All together are left out when one community is asked
-- for; they are cut by the clock of UTC, days by each community's own. Order: community, all together last, time.
--
-- $1 period             daterange    local days of each community
-- $2 community          text         NULL: all
-- $3 as_of              timestamptz  slots that had ended by then
-- $4 grain              text         5min, 15min, hour or day; a community with longer slots is shown at its own
-- $5 tolerance_percent  numeric      of consumption: a smaller difference is ok
-- $6 known_percent      numeric      of members: with fewer known the action is unknown
-- returns many
--   community       text     NULL: all together
--   starts_s        bigint   local wall clock, seconds since 1970-01-01T00:00
--   offset_s        integer  local time minus UTC
--   minutes         bigint
--   member_count    bigint
--   known_count     bigint
--   consumption_kwh numeric  NULL: not known in every slot
--   production_kwh  numeric
--   percent         numeric  production / consumption; NULL without consumption, or when production is unknown
--   state           text     of production: known, stale or unknown
--   stale_minutes   bigint   in which a last value stands in
--   action          text     more, less, ok or unknown
--   needed_kwh      numeric  how much more or less; NULL: none
--   needed_w        bigint   the same as mean power
WITH slot AS MATERIALIZED (
  SELECT * FROM aggregate.balance($1::daterange, $2::text, $3::timestamptz, 300)
), midnight AS MATERIALIZED (
  SELECT community_id, day, grid.day_start(day, zone) AS day_start FROM slot GROUP BY community_id, day, zone
), place AS MATERIALIZED (
  SELECT CASE $4::text WHEN '5min' THEN 300 WHEN '15min' THEN 900 WHEN 'hour' THEN 3600 ELSE 100000 END AS step_s,
         max(slot_s) AS slot_s, CASE WHEN count(DISTINCT zone) = 1 THEN min(zone) ELSE 'UTC' END AS zone
  FROM slot
), cut AS (
  SELECT s.*, floor(extract(epoch FROM s.starts_at - m.day_start) / p.step_s) AS cell,
         CASE WHEN p.step_s <= 3600
              THEN date_bin(make_interval(secs => greatest(p.step_s, p.slot_s)), s.starts_at, '2000-01-01Z') END AS every_cell,
         p.zone AS every_zone
  FROM slot AS s
  JOIN midnight AS m USING (community_id, day)
  CROSS JOIN place AS p
), own AS (
  SELECT community, zone, min(starts_at) AS starts_at, sum(slot_s) AS seconds, max(member_count)::bigint AS member_count,
         min(known_count)::bigint AS known_count,
         CASE WHEN count(consumption_wh) = count(*) THEN sum(consumption_wh) END AS consumption_wh,
         CASE WHEN count(production_wh) = count(*) THEN sum(production_wh) END AS production_wh,
         bool_or(state = 'unknown') AS is_unknown, coalesce(sum(slot_s) FILTER (WHERE state = 'stale'), 0) AS stale_s
  FROM cut
  GROUP BY community_id, community, zone, day, cell
), member AS (
  SELECT every_zone, every_cell, CASE WHEN every_cell IS NULL THEN day END AS every_day, community_id,
         min(starts_at) AS starts_at, sum(slot_s) AS seconds, max(member_count)::bigint AS member_count,
         min(known_count)::bigint AS known_count,
         CASE WHEN count(consumption_wh) = count(*) THEN sum(consumption_wh) END AS consumption_wh,
         CASE WHEN count(production_wh) = count(*) THEN sum(production_wh) END AS production_wh,
         bool_or(state = 'unknown') AS is_unknown, coalesce(sum(slot_s) FILTER (WHERE state = 'stale'), 0) AS stale_s
  FROM cut
  WHERE $2::text IS NULL
  GROUP BY 1, 2, 3, 4
), line AS (
  SELECT * FROM own
  UNION ALL
  SELECT NULL, every_zone, min(starts_at), max(seconds), sum(member_count)::bigint, sum(known_count)::bigint,
         CASE WHEN count(consumption_wh) = count(*) THEN sum(consumption_wh) END,
         CASE WHEN count(production_wh) = count(*) THEN sum(production_wh) END, bool_or(is_unknown), max(stale_s)
  FROM member
  GROUP BY every_zone, every_cell, every_day
), judged AS (
  SELECT l.*, CASE WHEN is_unknown THEN 'unknown' WHEN stale_s > 0 THEN 'stale' ELSE 'known' END AS state
  FROM line AS l
), acted AS (
  SELECT j.*, aggregate.balance_action(state, consumption_wh, production_wh, known_count, member_count, $5::numeric,
                                       $6::numeric) AS action
  FROM judged AS j
)
SELECT community, extract(epoch FROM starts_at AT TIME ZONE zone)::bigint AS starts_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - (starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       (seconds / 60)::bigint AS minutes, member_count, known_count, trim_scale(consumption_wh * 0.001) AS consumption_kwh,
       trim_scale(production_wh * 0.001) AS production_kwh,
       CASE WHEN state <> 'unknown' THEN round(production_wh / nullif(consumption_wh, 0), 6) END AS percent,
       state, (stale_s / 60)::bigint AS stale_minutes, action,
       CASE WHEN action IN ('more', 'less') THEN trim_scale(abs(production_wh - consumption_wh) * 0.001) END AS needed_kwh,
       CASE WHEN action IN ('more', 'less')
            THEN aggregate.mean_w(abs(production_wh - consumption_wh), seconds::integer) END AS needed_w
FROM acted
ORDER BY community NULLS LAST, starts_at
