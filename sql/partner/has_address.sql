-- Whether a partner has a mail address.
--
-- $1 partner  text  code
-- returns one
--   has_address  boolean
SELECT EXISTS (SELECT FROM partner.partner WHERE partner = $1::text AND email IS NOT NULL) AS has_address
