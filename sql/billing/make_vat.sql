-- Sum the lines of a community's drafts that have no VAT yet, by rate.
--
-- VAT is rounded once a rate, on the summed net, half away from zero.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns none
INSERT INTO billing.draft_vat (community_id, customer_id, meter_id, period, document, vat_rate, base_eur, vat_eur)
SELECT community_id, customer_id, meter_id, period, document, vat_rate, sum(net_eur),
       round(sum(net_eur) * vat_rate / 100, 2)
FROM billing.draft_line AS l
WHERE community_id = $1::bigint AND period = $2::daterange
  AND NOT EXISTS (SELECT FROM billing.draft_vat AS v
                  WHERE v.community_id = l.community_id AND v.customer_id = l.customer_id AND v.meter_id = l.meter_id
                    AND v.period = l.period AND v.document = l.document)
GROUP BY community_id, customer_id, meter_id, period, document, vat_rate
