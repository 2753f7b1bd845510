-- Stream what each batch said of a meter's day. Order: register, rank, reception.
--
-- A block of one batch has no parts of its own but those of edits that were undone and of dumps that were withdrawn.
--
-- $1 meter_id  bigint
-- $2 day       date
-- returns many
--   community_id  bigint
--   register      smallint
--   batch_id      bigint
--   exponent      smallint
--   wh            integer[]    Wh x 10^exponent; NULL = nothing said
--   quality       smallint[]   one code an element; NULL: all are actual
--   rank          smallint     -1 edits that were undone and dumps that were withdrawn, 0 our own estimates, 1 dumps, 2 edits
--   file          text
--   received_s    bigint       seconds since the epoch
--   entered_s     bigint
--   edit_id       bigint       NULL: no edit
--   kind          text
--   user          text         who edited, or withdrew it
--   reason        text
--   undone        text         who undid it, and why; NULL: nobody
SELECT p.community_id, p.register, p.batch_id, p.exponent, p.wh, p.quality, s.rank, s.file,
       extract(epoch FROM s.received_at)::bigint AS received_s, extract(epoch FROM s.entered_at)::bigint AS entered_s,
       e.edit_id, e.kind, coalesce(e."user", w."user") AS "user", coalesce(e.reason, w.reason) AS reason, CASE WHEN u.edit_id IS NOT NULL THEN format('edit %s by %s: %s', u.edit_id, u."user", u.reason) END AS undone
FROM (
  SELECT community_id, meter_id, register, day, batch_id, exponent, wh, quality
  FROM grid.interval_block
  WHERE meter_id = $1::bigint AND day = $2::date AND batch_id IS NOT NULL
  UNION ALL
  SELECT p.community_id, p.meter_id, p.register, p.day, p.batch_id, p.exponent, p.wh, p.quality
  FROM grid.block_part AS p
  LEFT JOIN grid.interval_block AS b
    ON b.community_id = p.community_id AND b.meter_id = p.meter_id AND b.register = p.register AND b.day = p.day
  WHERE p.meter_id = $1::bigint AND p.day = $2::date AND b.batch_id IS DISTINCT FROM p.batch_id
) AS p
JOIN ingest.batch AS s USING (batch_id)
LEFT JOIN ingest.edit AS e USING (batch_id)
LEFT JOIN ingest.edit AS u ON u.undoes = e.edit_id
LEFT JOIN ingest.withdrawal AS w ON w.batch_id = p.batch_id
ORDER BY p.register, s.rank, s.received_at, s.file, s.entered_at, p.batch_id
