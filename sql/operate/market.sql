-- Tell whether there are prices of a market.
--
-- $1 market  text
-- returns one
--   is_known  boolean
SELECT EXISTS (SELECT FROM grid.price WHERE market = $1::text) AS is_known
