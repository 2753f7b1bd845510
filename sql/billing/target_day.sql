-- The day of an instant in Frankfurt, where TARGET and with it SEPA has its days.
--
-- $1 as_of  timestamptz
-- returns one
--   day  date
SELECT ($1::timestamptz AT TIME ZONE 'Europe/Berlin')::date AS day
