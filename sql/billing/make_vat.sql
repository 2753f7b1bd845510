-- Sum the lines of a community's drafts by VAT rate.
--
-- VAT is rounded once a rate, on the summed net, half away from zero.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns none
INSERT INTO billing.draft_vat (community_id, customer_id, meter_id, period, vat_rate, base_eur, vat_eur)
SELECT community_id, customer_id, meter_id, period, vat_rate, sum(net_eur), round(sum(net_eur) * vat_rate / 100, 2)
FROM billing.draft_line
WHERE community_id = $1::bigint AND period = $2::daterange
GROUP BY community_id, customer_id, meter_id, period, vat_rate
