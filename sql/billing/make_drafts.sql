-- Make a community's drafts from their VAT and the readings counted in the slices.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns one
--   drafts  bigint
WITH counted AS (
  SELECT community_id, customer_id, meter_id, sum(expected_count) AS expected_count, sum(present_count) AS present_count
  FROM billing.slice
  WHERE community_id = $1::bigint
  GROUP BY community_id, customer_id, meter_id
), summed AS (
  SELECT community_id, customer_id, meter_id, sum(base_eur) AS net_eur, sum(vat_eur) AS vat_eur
  FROM billing.draft_vat
  WHERE community_id = $1::bigint AND period = $2::daterange
  GROUP BY community_id, customer_id, meter_id
), draft AS (
  INSERT INTO billing.draft (community_id, customer_id, meter_id, period, expected_count, present_count,
                             net_eur, vat_eur, total_eur)
  SELECT community_id, customer_id, meter_id, $2::daterange, expected_count, present_count,
         net_eur, vat_eur, net_eur + vat_eur
  FROM counted
  JOIN summed USING (community_id, customer_id, meter_id)
  RETURNING 1
)
SELECT count(*) AS drafts FROM draft
