-- Make the session's table of lines billed and not due, and due and not billed; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS correction_line (
  customer_id bigint, meter_id bigint, document text, contract_id bigint, kind text, tariff_period text, above_kwh numeric,
  during daterange, estimated boolean, quantity numeric, unit text, unit_price numeric, net_eur numeric, vat_rate numeric
) ON COMMIT DELETE ROWS
