-- Find how far estimates of past months were off, by day of the month.
--
-- For each meter's month with readings of all its days the estimate of its import is made again as of the end of each
-- day, as 'bill estimate' makes it. The error is that of the month's kWh, in percent; months without import have none.
-- Order: day.
--
-- $1 period     daterange  whole months
-- $2 community  text       code; NULL: all
-- $3 customer   text       code; NULL: all
-- returns many
--   day                 integer  days known
--   months              bigint
--   error_percent       numeric  mean absolute error of the estimate
--   month_percent       numeric  of the month's daily mean alone
--   last_year_percent   numeric  of last year's daily mean alone
--   last_year_months    bigint   months that have one
WITH day AS (
  SELECT d.community_id, d.meter_id, date_trunc('month', d.day::timestamp)::date AS month, d.day, d.import_wh,
         d.present_count = d.expected_count AS complete
  FROM aggregate.meter_day AS d
  JOIN grid.community AS c USING (community_id)
  WHERE d.day <@ daterange((lower($1::daterange) - interval '1 year')::date, upper($1::daterange))
    AND ($2::text IS NULL OR c.community = $2::text)
    AND ($3::text IS NULL OR d.meter_id IN (
      SELECT k.meter_id FROM grid.contract AS k JOIN grid.customer AS u USING (customer_id) WHERE u.customer = $3::text))
), month AS (
  SELECT community_id, meter_id, month, sum(import_wh) AS total_wh, count(*) AS days,
         count(*) = date_part('days', month + interval '1 month' - month::timestamp) AND bool_and(complete) AS whole
  FROM day
  GROUP BY community_id, meter_id, month
), step AS (
  SELECT m.community_id, m.meter_id, m.month, m.days, m.total_wh,
         row_number() OVER (PARTITION BY d.community_id, d.meter_id, d.month ORDER BY d.day)::integer AS known,
         sum(d.import_wh) OVER (PARTITION BY d.community_id, d.meter_id, d.month ORDER BY d.day) AS so_far_wh,
         y.total_wh / y.days AS last_year_wh
  FROM month AS m
  JOIN day AS d USING (community_id, meter_id, month)
  LEFT JOIN month AS y ON y.meter_id = m.meter_id AND y.month = (m.month - interval '1 year')::date AND y.days > 0
  WHERE m.whole AND m.total_wh > 0 AND m.month <@ $1::daterange
), estimate AS (
  SELECT known, total_wh, so_far_wh + (days - known) * so_far_wh / known AS by_month_wh,
         so_far_wh + (days - known) * last_year_wh AS by_year_wh,
         so_far_wh + (days - known) * CASE
           WHEN last_year_wh IS NULL THEN so_far_wh / known
           WHEN known < 3 THEN last_year_wh
           ELSE so_far_wh / days + (days - known) * last_year_wh / days END AS wh
  FROM step
)
SELECT known AS day, count(*) AS months, round(avg(100 * abs(wh - total_wh) / total_wh), 1) AS error_percent,
       round(avg(100 * abs(by_month_wh - total_wh) / total_wh), 1) AS month_percent,
       round(avg(100 * abs(by_year_wh - total_wh) / total_wh), 1) AS last_year_percent,
       count(by_year_wh) AS last_year_months
FROM estimate
GROUP BY known
ORDER BY known
