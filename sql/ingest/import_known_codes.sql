-- List the codes of a file that the registry knows.
--
-- $1 communities  text[]  codes to look up
-- $2 customers    text[]  codes to look up
-- $3 meters       text[]  codes to look up
-- $4 tariffs      text[]  codes to look up
-- $5 sellers      text[]  codes to look up
-- returns many
--   kind  text  community, customer, meter, tariff or seller
--   code  text  a code that is known
SELECT 'community' AS kind, community AS code FROM grid.community WHERE community = ANY ($1::text[])
UNION ALL
SELECT 'customer', customer FROM grid.customer WHERE customer = ANY ($2::text[])
UNION ALL
SELECT 'meter', meter FROM grid.meter WHERE meter = ANY ($3::text[])
UNION ALL
SELECT 'tariff', tariff FROM grid.tariff WHERE tariff = ANY ($4::text[])
UNION ALL
SELECT 'seller', seller FROM grid.seller WHERE seller = ANY ($5::text[])
