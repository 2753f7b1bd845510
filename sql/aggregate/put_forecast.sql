-- Keep a forecast, one row a quarter hour.
--
-- $1 community_id  bigint
-- $2 quantity      text           consumption or production
-- $3 method        text           persistence, last_year or profile
-- $4 issued_at     timestamptz
-- $5 starts_at     timestamptz[]
-- $6 mwh           bigint[]       thousandths of a Wh
-- returns none
INSERT INTO aggregate.forecast (community_id, quantity, method, issued_at, starts_at, slot_s, wh)
SELECT $1::bigint, $2::text, $3::text, $4::timestamptz, starts_at, 900, trim_scale(mwh * 0.001)
FROM unnest($5::timestamptz[], $6::bigint[]) AS slot (starts_at, mwh)
