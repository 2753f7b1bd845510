-- Let credit notes pay what is open of the invoices they take back, when the bank that was asked for it did not bring it.
--
-- Where another invoice used the credit, the old one stays open: it is what the customer has to pay.
--
-- $1 as_of  timestamptz
-- returns none
INSERT INTO billing.set_off (community_id, credit, invoice, amount_eur, set_on)
SELECT n.community_id, n.invoice, o.invoice, least(-n.open_eur, o.open_eur), ($1::timestamptz AT TIME ZONE c.zone)::date
FROM billing.open_item AS n
JOIN billing.open_item AS o ON o.community_id = n.community_id AND o.invoice = n.corrects
JOIN grid.community AS c ON c.community_id = n.community_id
WHERE n.document = 'credit_note' AND n.corrects IS NOT NULL AND n.open_eur < 0 AND o.open_eur > 0
  AND NOT EXISTS (SELECT FROM billing.collection_item AS i
                  WHERE i.community_id = o.community_id AND i.invoice = o.invoice AND i.state = 'open')
  AND NOT EXISTS (SELECT FROM billing.set_off AS s
                  WHERE s.community_id = o.community_id AND s.credit = n.invoice AND s.invoice = o.invoice)
