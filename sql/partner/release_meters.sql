-- List the meters of which partners were told one by one in a period.
--
-- $1 period  daterange  local days
-- returns many
--   product  text
--   day      date
--   meters   bigint[]
SELECT product, day, meters
FROM partner.release_meter
WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
