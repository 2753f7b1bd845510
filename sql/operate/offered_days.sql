-- List the local days of which a community has offered something to a market.
--
-- $1 community_id  bigint
-- $2 market        text
-- $3 zone          text
-- $4 first         timestamptz
-- $5 stop          timestamptz  excluded
-- returns many
--   day  date
SELECT DISTINCT (starts_at AT TIME ZONE $3::text)::date AS day
FROM operate.offer
WHERE community_id = $1::bigint AND market = $2::text AND starts_at >= $4::timestamptz AND starts_at < $5::timestamptz
