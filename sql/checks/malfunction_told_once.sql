-- Every malfunction has been put into the outbox exactly once, alone or among others.
--
-- returns many
--   malfunction_id  bigint
--   message_count   bigint
SELECT f.malfunction_id, count(t.malfunction_id) AS message_count
FROM grid.malfunction AS f
LEFT JOIN (
  SELECT coalesce(o.message->>'malfunction', a.id)::bigint AS malfunction_id
  FROM ops.outbox AS o
  LEFT JOIN LATERAL json_array_elements_text(o.message->'malfunctions') AS a (id) ON true
  WHERE o.topic = 'malfunction') AS t USING (malfunction_id)
GROUP BY f.malfunction_id
HAVING count(t.malfunction_id) <> 1
ORDER BY f.malfunction_id
