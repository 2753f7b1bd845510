-- Show an edit, with the edit that undid it.
--
-- $1 edit_id  bigint
-- returns many
--   meter      text
--   register   smallint
--   starts_s   bigint    seconds since the epoch
--   ends_s     bigint
--   kind       text
--   batch_id   bigint    NULL: of an undoing
--   undone_by  bigint    NULL: it holds
SELECT m.meter, e.register, extract(epoch FROM e.starts_at)::bigint AS starts_s, extract(epoch FROM e.ends_at)::bigint AS ends_s,
       e.kind, e.batch_id, u.edit_id AS undone_by
FROM ingest.edit AS e
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN ingest.edit AS u ON u.undoes = e.edit_id
WHERE e.edit_id = $1::bigint
