-- Make the session's table of the documents that are being issued; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS issue (
  community_id bigint, customer_id bigint, meter_id bigint, period daterange, document text, version integer, corrects text,
  issued_on date, series text, year integer, rank integer, number integer, invoice text, total_eur numeric
) ON COMMIT DELETE ROWS
