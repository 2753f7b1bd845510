-- Load the slices of one run, with the intervals that are expected and present in each.
--
-- returns copy
COPY slice (community_id, contract_id, first_day, end_day, customer_id, meter_id, kind, document, tariff_id, valid_from,
                    expected_count, present_count)
FROM STDIN (FORMAT binary)
