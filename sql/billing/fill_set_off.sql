-- Set credits of the customers off against the invoices that are being issued.
--
-- Credit is what is owed to the customer: documents with a negative total, and invoices that were paid too much. A credit
-- note pays what is still open of the invoice it takes back, unless a bank has been asked for that money. What is left of
-- all credits of the same seller, old and new, pays the new invoices of the same customer, oldest credit and lowest number
-- first; the rest is carried over.
--
-- returns none
WITH fresh AS (
  SELECT community_id, customer_id, invoice, document, corrects, issued_on, total_eur FROM issue
), paid AS (
  SELECT community_id, invoice, sum(amount_eur) AS eur
  FROM billing.payment
  WHERE community_id IN (SELECT community_id FROM fresh)
  GROUP BY community_id, invoice
), credit AS (
  SELECT f.community_id, f.customer_id, f.invoice, f.issued_on, -f.total_eur AS eur,
         CASE WHEN f.document = 'credit_note' THEN f.corrects END AS corrects
  FROM fresh AS f
  WHERE f.total_eur < 0
  UNION ALL
  SELECT o.community_id, o.customer_id, o.invoice, o.issued_on, -o.open_eur,
         CASE WHEN o.document = 'credit_note' THEN o.corrects END
  FROM (SELECT DISTINCT community_id, customer_id FROM fresh) AS f
  JOIN grid.community AS c USING (community_id)
  JOIN billing.invoice AS i USING (community_id, customer_id)
  LEFT JOIN paid AS p USING (community_id, invoice)
  JOIN billing.open_item AS o USING (community_id, invoice)
  WHERE o.open_eur < 0 AND coalesce(i.seller_id, c.seller_id) IS NOT DISTINCT FROM c.seller_id
    -- Only these can be; to look what is open of all that was ever issued would take minutes.
    AND (i.total_eur < 0 OR p.eur > i.due_eur
         OR EXISTS (SELECT FROM billing.invoice AS n WHERE n.community_id = i.community_id AND n.corrects = i.invoice))
), own AS (
  SELECT c.community_id, c.invoice AS credit, o.invoice, least(c.eur, o.open_eur) AS amount_eur
  FROM credit AS c
  JOIN billing.open_item AS o ON o.community_id = c.community_id AND o.invoice = c.corrects
  WHERE o.open_eur > 0
    AND NOT EXISTS (SELECT FROM billing.collection_item AS i
                    WHERE i.community_id = o.community_id AND i.invoice = o.invoice AND i.state = 'open')
    AND NOT EXISTS (SELECT FROM billing.set_off AS s
                    WHERE s.community_id = o.community_id AND s.credit = c.invoice AND s.invoice = o.invoice)
), supply AS (
  SELECT c.community_id, c.customer_id, c.invoice, c.eur - coalesce(own.amount_eur, 0) AS eur,
         sum(c.eur - coalesce(own.amount_eur, 0)) OVER (PARTITION BY c.community_id, c.customer_id
                                                        ORDER BY c.issued_on, c.invoice) AS up_to
  FROM credit AS c
  LEFT JOIN own ON own.community_id = c.community_id AND own.credit = c.invoice
), demand AS (
  SELECT community_id, customer_id, invoice, total_eur AS eur,
         sum(total_eur) OVER (PARTITION BY community_id, customer_id ORDER BY issued_on, invoice) AS up_to
  FROM fresh
  WHERE total_eur > 0
)
INSERT INTO issue_set_off (community_id, credit, invoice, amount_eur)
SELECT community_id, credit, invoice, amount_eur FROM own
UNION ALL
SELECT s.community_id, s.invoice, d.invoice, least(s.up_to, d.up_to) - greatest(s.up_to - s.eur, d.up_to - d.eur)
FROM supply AS s
JOIN demand AS d USING (community_id, customer_id)
WHERE least(s.up_to, d.up_to) > greatest(s.up_to - s.eur, d.up_to - d.eur)
