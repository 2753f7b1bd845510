-- Share what each slot lacks, or has too much of, among the plants of its community.
--
-- Each plant takes its part in proportion to its headroom: up to max_w from what it makes, or down to min_w; rounded down to
-- the W, the rest by the largest remainder, ties by plant. A plant that stands outside of its limits is asked to come back
-- within them at least. What no plant can take is unmet. Slots that were asked for before are left out, as are communities
-- without a plant.
--
-- $1 period             daterange    local days of each community
-- $2 community          text         NULL: all
-- $3 as_of              timestamptz  slots that had ended by then
-- $4 since              timestamptz  slots that ended after it; NULL: all
-- $5 tolerance_percent  numeric      of consumption: a smaller difference is ok
-- $6 known_percent      numeric      of members: with fewer known nothing is asked for
-- returns none
INSERT INTO pg_temp.supplier_request
WITH figure AS MATERIALIZED (
  SELECT b.*, aggregate.balance_action(b.state, b.consumption_wh, b.production_wh, b.known_count, b.member_count,
                                       $5::numeric, $6::numeric) AS action
  FROM aggregate.balance($1::daterange, $2::text, $3::timestamptz, 300) AS b
), slot AS MATERIALIZED (
  SELECT f.community_id, f.day, f.starts_at, f.slot_s, f.action,
         f.starts_at = max(f.starts_at) FILTER (WHERE f.action <> 'unknown') OVER (PARTITION BY f.community_id) AS is_newest,
         aggregate.mean_w(abs(f.production_wh - f.consumption_wh), f.slot_s) AS needed_w
  FROM figure AS f
  WHERE $4::timestamptz IS NULL OR f.starts_at + make_interval(secs => f.slot_s) > $4::timestamptz
), wanted AS MATERIALIZED (
  SELECT s.*
  FROM slot AS s
  LEFT JOIN operate.unmet AS u ON u.community_id = s.community_id AND u.starts_at = s.starts_at
  WHERE s.action IN ('more', 'less') AND s.needed_w > 0 AND u.starts_at IS NULL
    -- By its plants, so that the key finds them however many requests there were.
    AND NOT EXISTS (
      SELECT FROM grid.plant AS p
      JOIN operate.supplier_request AS r
        ON r.community_id = s.community_id AND r.plant_id = p.plant_id AND r.starts_at = s.starts_at
      WHERE p.community_id = s.community_id)
), plant AS (
  -- A full join is hashed, whatever the planner thinks of tables that are new: no slot is compared with all others.
  SELECT w.*, coalesce(aggregate.mean_w(m.production_wh, m.slot_s), 0) AS production_w
  FROM (
    SELECT w.*, p.plant_id, p.min_w, p.max_w
    FROM wanted AS w
    JOIN grid.plant AS p ON p.community_id = w.community_id AND p.during @> w.day) AS w
  FULL JOIN (
    SELECT *
    FROM aggregate.plant_slot($1::daterange, $2::text, $3::timestamptz, false) AS m
    WHERE $4::timestamptz IS NULL OR m.starts_at + make_interval(secs => m.slot_s) > $4::timestamptz) AS m
    ON m.community_id = w.community_id AND m.plant_id = w.plant_id AND m.starts_at = w.starts_at
  WHERE coalesce(w.needed_w, 0) > 0
), headroom AS (
  SELECT *, greatest(0, CASE action WHEN 'more' THEN max_w - production_w ELSE production_w - min_w END) AS room_w
  FROM plant
), whole AS (
  SELECT *, sum(room_w) OVER w AS rooms_w, least(needed_w, sum(room_w) OVER w) AS met_w
  FROM headroom
  WINDOW w AS (PARTITION BY community_id, starts_at)
), part AS (
  SELECT *, coalesce(div(met_w * room_w, nullif(rooms_w, 0)), 0) AS part_w,
         coalesce(mod(met_w * room_w, nullif(rooms_w, 0)), 0) AS remainder
  FROM whole
), shared AS (
  SELECT *, part_w + CASE WHEN row_number() OVER (PARTITION BY community_id, starts_at ORDER BY remainder DESC, plant_id)
                               <= met_w - sum(part_w) OVER (PARTITION BY community_id, starts_at) THEN 1 ELSE 0 END AS share_w
  FROM part
)
SELECT community_id, plant_id, starts_at, slot_s, action, is_newest, needed_w, needed_w - met_w, production_w,
       CASE WHEN share_w > 0
            THEN greatest(share_w, CASE action WHEN 'more' THEN min_w - production_w ELSE production_w - max_w END) ELSE 0 END
FROM shared
