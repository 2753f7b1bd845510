-- Tell whether packages with pseudonyms were made.
--
-- returns one
--   has_pseudonyms  boolean
SELECT EXISTS (SELECT FROM partner.package WHERE product IN ('production', 'consumption_detailed')) AS has_pseudonyms
