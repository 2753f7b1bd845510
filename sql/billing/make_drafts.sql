-- Make a community's drafts from their VAT and the readings counted in the slices.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns one
--   drafts  bigint
WITH counted AS (
  SELECT community_id, customer_id, meter_id, document, sum(expected_count) AS expected_count,
         sum(present_count) AS present_count
  FROM slice
  GROUP BY community_id, customer_id, meter_id, document
), summed AS (
  SELECT community_id, customer_id, meter_id, document, sum(base_eur) AS net_eur, sum(vat_eur) AS vat_eur
  FROM billing.draft_vat
  WHERE community_id = $1::bigint AND period = $2::daterange
  GROUP BY community_id, customer_id, meter_id, document
), draft AS (
  INSERT INTO billing.draft (community_id, customer_id, meter_id, period, document, version, corrects, expected_count,
                             present_count, net_eur, vat_eur, total_eur)
  SELECT c.community_id, c.customer_id, c.meter_id, $2::daterange, c.document, coalesce(i.version + 1, 0), i.standing,
         c.expected_count, c.present_count, s.net_eur, s.vat_eur, s.net_eur + s.vat_eur
  FROM counted AS c
  JOIN summed AS s USING (community_id, customer_id, meter_id, document)
  LEFT JOIN LATERAL (
    SELECT i.version, (SELECT s.invoice FROM billing.standing AS s
                       WHERE s.community_id = i.community_id AND s.invoice = i.invoice) AS standing
    FROM billing.invoice AS i
    WHERE i.community_id = c.community_id AND i.customer_id = c.customer_id AND i.meter_id = c.meter_id
      AND i.period = $2::daterange AND i.document = c.document
    ORDER BY version DESC LIMIT 1) AS i ON true
  RETURNING 1
)
SELECT count(*) AS drafts FROM draft
