-- Enter the warnings of a community's round, numbered from 1.
--
-- $1 community_id  bigint
-- $2 method        text
-- $3 starts_at     timestamptz
-- $4 tag           text[]
-- $5 device        text[]
-- $6 reason        text[]
-- $7 before        text[]
-- $8 after         text[]
-- returns none
INSERT INTO optimize.warning (community_id, method, starts_at, number, tag, device, reason, before, after)
SELECT $1::bigint, $2::text, $3::timestamptz, w.number, w.tag, w.device, w.reason, w.before, w.after
FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
  WITH ORDINALITY AS w (tag, device, reason, before, after, number)
