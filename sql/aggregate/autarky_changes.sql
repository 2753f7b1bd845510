-- List the changes of autarky that the outbox holds, in the order in which they happened.
--
-- $1 from_at    timestamptz
-- $2 as_of      timestamptz
-- $3 community  text         NULL: all
-- returns many
--   at         text  UTC
--   community  text
--   type       text  Community or Client
--   id         text
--   autarky    text
--   sent       text  UTC; NULL: waits
SELECT to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS at, community, message->>'type' AS type,
       message->>'id' AS id, CASE message->>'autarky' WHEN 'true' THEN 'yes' ELSE 'no' END AS autarky,
       to_char(sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS sent
FROM ops.outbox
WHERE topic = 'autarky' AND happened_at >= $1::timestamptz AND happened_at < $2::timestamptz
  AND ($3::text IS NULL OR community = $3::text)
ORDER BY happened_at, outbox_id
