-- List the meters that household reports are asked for, and the days that are theirs.
--
-- One meter by its code, of whatever kind; the households of a customer, on the days of its contracts; else all households
-- with a membership in the period. Meters that measure one device only are no households. Order: meter.
--
-- $1 meter      text       NULL: not one by its code
-- $2 customer   text       NULL: not those of a customer
-- $3 community  text       NULL: of any
-- $4 period     daterange  local days
-- returns many
--   meter_id   bigint
--   meter      text
--   kind       text
--   first_day  date  of the customer's contracts; NULL: nothing limits the days
--   end_day    date  first day that is not theirs; NULL: open
SELECT m.meter_id, m.meter, m.kind, k.first_day, k.end_day
FROM grid.meter AS m
LEFT JOIN LATERAL (
  SELECT min(lower(t.during)) AS first_day, nullif(max(coalesce(upper(t.during), 'infinity')), 'infinity') AS end_day
  FROM grid.contract AS t
  JOIN grid.customer AS u USING (customer_id)
  WHERE t.meter_id = m.meter_id AND u.customer = $2::text
) AS k ON true
WHERE CASE
        WHEN $1::text IS NOT NULL THEN m.meter = $1::text
        ELSE m.kind = 'household' AND NOT EXISTS (SELECT FROM grid.flexible_device AS f WHERE f.meter_id = m.meter_id)
      END
  AND ($2::text IS NULL OR k.first_day IS NOT NULL)
  AND ($1::text IS NOT NULL OR $2::text IS NOT NULL OR EXISTS (
        SELECT
        FROM grid.membership AS s
        JOIN grid.community AS c USING (community_id)
        WHERE s.meter_id = m.meter_id AND s.during && $4::daterange AND ($3::text IS NULL OR c.community = $3::text)))
ORDER BY m.meter
