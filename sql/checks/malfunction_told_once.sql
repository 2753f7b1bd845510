-- Every malfunction has been put into the outbox exactly once.
--
-- returns many
--   malfunction_id  bigint
--   message_count   bigint
SELECT f.malfunction_id, count(o.outbox_id) AS message_count
FROM grid.malfunction AS f
LEFT JOIN ops.outbox AS o ON o.topic = 'malfunction' AND (o.message->>'malfunction')::bigint = f.malfunction_id
GROUP BY f.malfunction_id
HAVING count(o.outbox_id) <> 1
ORDER BY f.malfunction_id
