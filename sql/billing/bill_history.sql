-- Sum up the energy of the months before some documents, as it was billed when they were issued.
--
-- The month itself is in the documents' own lines. place is the document's position in the arrays, from 1. Order: place,
-- month.
--
-- $1 community_ids  bigint[]
-- $2 customer_ids   bigint[]
-- $3 meter_ids      bigint[]
-- $4 first_days     date[]         of the months
-- $5 issued_at      timestamptz[]  NULL elements are drafts: all that was issued counts
-- returns many
--   place       integer
--   month       date
--   drawn_kwh   numeric
--   shared_kwh  numeric
--   fed_in_kwh  numeric
SELECT b.place::integer AS place, date_trunc('month', lower(l.during)::timestamp)::date AS month,
       coalesce(sum(l.quantity) FILTER (WHERE l.kind IN ('energy', 'community')), 0) AS drawn_kwh,
       coalesce(sum(l.quantity) FILTER (WHERE l.kind = 'community'), 0) AS shared_kwh,
       coalesce(-sum(l.quantity) FILTER (WHERE l.kind IN ('feed_in', 'community_feed_in')), 0) AS fed_in_kwh
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::date[], $5::timestamptz[])
  WITH ORDINALITY AS b (community_id, customer_id, meter_id, first_day, issued_at, place)
JOIN billing.invoice AS i
  ON i.community_id = b.community_id AND i.customer_id = b.customer_id AND i.meter_id = b.meter_id
 AND i.period && daterange((b.first_day - interval '12 months')::date, NULL) AND (b.issued_at IS NULL OR i.issued_at <= b.issued_at)
JOIN billing.invoice_line AS l ON l.community_id = i.community_id AND l.invoice = i.invoice
WHERE lower(l.during) >= (b.first_day - interval '12 months')::date AND lower(l.during) < b.first_day
GROUP BY b.place, 2
ORDER BY b.place, 2
