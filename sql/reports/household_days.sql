-- Read the days of meters: sums, and the slots that hours are made of. Order: place, day.
--
-- Sums are in mWh. The slots of what a meter uses are always there, its other vectors for reports by hours only. Estimated
-- are the hours, counted from local midnight, of which a stored value is no reading. Shares with neighbours are NULL until
-- the day is allocated.
--
-- $1 community_ids  bigint[]
-- $2 meter_ids      bigint[]
-- $3 first_days     date[]
-- $4 end_days       date[]     excluded
-- $5 period         daterange  around all of them
-- $6 is_hourly      boolean
-- returns many
--   place           bigint      position in the arrays, from 1
--   day             date
--   expected_count  integer
--   present_count   integer
--   used_mwh        bigint
--   produced_mwh    bigint
--   drawn_mwh       bigint
--   fed_in_mwh      bigint
--   peak_w          integer     greatest mean power drawn in an interval; NULL: none is known
--   strict_minutes  integer     nothing was drawn
--   shared_in_mwh   bigint
--   shared_out_mwh  bigint
--   estimated       smallint[]  NULL: none
--   exponent        smallint
--   slot_s          integer
--   used            bigint[]
--   missing         smallint[]  NULL: none
--   produced        bigint[]    NULL unless $6; so are the next four
--   drawn           bigint[]
--   fed_in          bigint[]
--   strict_bits     text
--   strict_bits_s   integer
SELECT p.place, d.day, d.expected_count, d.present_count, (d.consumption_wh * 1000)::bigint AS used_mwh,
       (d.production_wh * 1000)::bigint AS produced_mwh, (d.import_wh * 1000)::bigint AS drawn_mwh,
       (d.export_wh * 1000)::bigint AS fed_in_mwh, d.peak_import_w AS peak_w, d.strict_minutes,
       (a.shared_in_wh * 1000)::bigint AS shared_in_mwh, (a.shared_out_wh * 1000)::bigint AS shared_out_mwh,
       (SELECT array_agg(DISTINCT ((q.i - 1) * b.interval_s / 3600)::smallint)
        FROM grid.interval_block AS b
        CROSS JOIN LATERAL unnest(b.quality) WITH ORDINALITY AS q (code, i)
        WHERE b.community_id = p.community_id AND b.meter_id = p.meter_id AND b.day = d.day AND b.register <= 6
          AND q.code > 0) AS estimated,
       d.exponent, d.slot_s, d.consumption AS used, d.missing, CASE WHEN $6::boolean THEN d.production END AS produced,
       CASE WHEN $6::boolean THEN d.import END AS drawn, CASE WHEN $6::boolean THEN d.export END AS fed_in,
       CASE WHEN $6::boolean THEN d.strict_bits::text END AS strict_bits,
       CASE WHEN $6::boolean THEN d.strict_bits_s END AS strict_bits_s
FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::date[])
  WITH ORDINALITY AS p (community_id, meter_id, first_day, end_day, place)
CROSS JOIN LATERAL (
  SELECT *
  FROM aggregate.meter_day AS t
  WHERE t.community_id = p.community_id AND t.meter_id = p.meter_id AND t.day >= p.first_day AND t.day < p.end_day
    AND t.day >= lower($5::daterange) AND t.day < upper($5::daterange)
  ORDER BY t.day
  OFFSET 0) AS d
LEFT JOIN aggregate.allocation AS a
  ON a.community_id = p.community_id AND a.meter_id = p.meter_id AND a.day = d.day
 AND a.day >= lower($5::daterange) AND a.day < upper($5::daterange)
ORDER BY p.place, d.day
