-- Put the mail that brings a package to a subscriber; the same again is put once.
--
-- $1 recipient   text
-- $2 language    text
-- $3 as_of       timestamptz
-- $4 package     text
-- $5 partner     text         code
-- $6 product     text
-- $7 period      text         2025-04, 2025-04-07..2025-04-14
-- $8 grain       text
-- $9 datapoints  bigint
-- $10 suppressed bigint
-- $11 name       text         of the file
-- $12 path       text
-- $13 sha256     text
-- returns none
INSERT INTO ops.mail (topic, key, recipient, language, happened_at, created_at, next_at, message, attachments)
VALUES ('package', $4::text, $1::text, $2::text, $3::timestamptz, $3::timestamptz, $3::timestamptz,
        json_build_object('partner', $5::text, 'product', $6::text, 'period', $7::text, 'grain', $8::text,
                          'datapoints', $9::bigint, 'suppressed', $10::bigint),
        json_build_array(json_build_object('name', $11::text, 'path', $12::text, 'sha256', $13::text)))
ON CONFLICT (topic, key, recipient) DO NOTHING
