-- Make the session's table of the issued documents that are being corrected; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS correction (
  customer_id bigint, meter_id bigint, document text, invoice text, version integer, mode text, expected_count bigint,
  present_count bigint, delta_eur numeric
) ON COMMIT DELETE ROWS
