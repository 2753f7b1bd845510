-- List invoices that are open and in no collection, with the mandates that their customers gave their sellers.
--
-- What credit notes took back and pay is not open; see pay_taken_back. What was withdrawn was no attempt, and what is not
-- answered says nothing of a mandate. One row for each mandate that has not ended; one with NULLs where there is none.
-- Order: invoice, signature.
--
-- $1 period     daterange  months within it; NULL: all
-- $2 community  text       code; NULL: all
-- $3 today      date       mandates that ended before are left out
-- returns many
--   community_id    bigint
--   invoice         text
--   seller          text     code; NULL: the invoice has none
--   issued_on       date
--   due_on          date
--   open_eur        numeric
--   invoice_reason  text     the bank's, of the last attempt
--   mandate_id      bigint
--   mandate         text
--   sequence        text     recurrent or one_off
--   signed_on       date
--   end_day         date     NULL: open
--   last_attempt    date     NULL: none
--   is_used         boolean  something was collected with it and not rejected
--   is_finished     boolean  the final collection was made
--   mandate_reason  text     the bank's, of the last attempt
WITH debt AS (
  SELECT o.community_id, o.customer_id, o.invoice, i.seller_id, o.issued_on, o.due_on, o.open_eur
  FROM billing.open_item AS o
  JOIN billing.invoice AS i ON i.community_id = o.community_id AND i.invoice = o.invoice
  WHERE o.open_eur > 0 AND ($1::daterange IS NULL OR i.period <@ $1::daterange)
    AND ($2::text IS NULL OR o.community_id = (SELECT community_id FROM grid.community WHERE community = $2::text))
    AND NOT EXISTS (SELECT FROM billing.collection_item AS c
                    WHERE c.community_id = o.community_id AND c.invoice = o.invoice AND c.state IN ('open', 'paid'))
), attempt AS (
  SELECT mandate_id, max(collect_on) AS last_attempt, bool_or(state <> 'rejected') AS is_used,
         bool_or(state <> 'rejected' AND sequence = 'FNAL') AS is_finished,
         (array_agg(reason ORDER BY collection_id DESC, invoice DESC) FILTER (WHERE state <> 'open'))[1] AS reason
  FROM billing.collection_item
  WHERE reason IS DISTINCT FROM 'WITHDRAWN'
  GROUP BY mandate_id
), refused AS (
  SELECT community_id, invoice, (array_agg(reason ORDER BY collection_id DESC))[1] AS reason
  FROM billing.collection_item
  WHERE reason IS DISTINCT FROM 'WITHDRAWN'
  GROUP BY community_id, invoice
)
SELECT d.community_id, d.invoice, s.seller, d.issued_on, d.due_on, d.open_eur, r.reason AS invoice_reason, m.mandate_id,
       m.mandate, m.sequence, m.signed_on, m.end_day, a.last_attempt, coalesce(a.is_used, false) AS is_used,
       coalesce(a.is_finished, false) AS is_finished, a.reason AS mandate_reason
FROM debt AS d
LEFT JOIN grid.seller AS s USING (seller_id)
LEFT JOIN grid.mandate_list AS m ON m.customer_id = d.customer_id AND m.seller_id = d.seller_id
  AND (m.end_day IS NULL OR m.end_day > $3::date)
LEFT JOIN attempt AS a ON a.mandate_id = m.mandate_id
LEFT JOIN refused AS r ON r.community_id = d.community_id AND r.invoice = d.invoice
ORDER BY d.invoice COLLATE "C", d.community_id, m.signed_on
