-- List the files that mails need which were not sent, those that were given up included.
--
-- returns many
--   path  text
SELECT DISTINCT a.path
FROM ops.mail AS m
CROSS JOIN LATERAL json_to_recordset(m.attachments) AS a (path text)
WHERE m.sent_at IS NULL
ORDER BY a.path
