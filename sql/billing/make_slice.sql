-- Make the session's table of stretches of a month with one community, one price and one set of taxes; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS slice (
  community_id bigint, contract_id bigint, first_day date, end_day date, customer_id bigint, meter_id bigint, kind text,
  document text, tariff_id bigint, valid_from date, expected_count bigint, present_count bigint
) ON COMMIT DELETE ROWS
