-- Read what all dumps say of some meters' registers over a day and an interval on both sides of it.
--
-- Order: as in the arrays, dial, instant, and at one instant the older device first.
--
-- $1 community_ids  bigint[]       one element a meter, register and day, as in $2 to $5
-- $2 meter_ids      bigint[]
-- $3 registers      smallint[]
-- $4 first          timestamptz[]
-- $5 last           timestamptz[]  included
-- returns many
--   position     bigint    of the day in the arrays, from 1
--   dial         text
--   serial       text      empty: not known
--   read_s       bigint    seconds since 1970-01-01T00:00:00Z
--   index_mwh    bigint
--   quality      smallint  code of grid.quality; of a read at which the index may have begun again the grade's own
--   family       smallint
--   turn_mwh     bigint    where the register begins again; NULL: not known
--   limit_w      bigint    NULL: the default
--   batch_id     bigint
--   rank         smallint
--   received_us  bigint    microseconds since the epoch
--   file         text
--   entered_us   bigint    the same
--   is_reset     integer   1: the index may have begun again at zero since the read before; else 0
SELECT k.position, r.dial, r.serial, extract(epoch FROM r.read_at)::bigint AS read_s, r.index_mwh,
       coalesce(p.code, r.quality) AS quality, r.family,
       coalesce((10::numeric ^ g.digits * CASE g.unit WHEN 'Wh' THEN 1000 WHEN 'kWh' THEN 1000000 ELSE 1000000000 END)::bigint,
                r.turn_mwh) AS turn_mwh,
       m.limit_w, r.batch_id, b.rank, (extract(epoch FROM b.received_at) * 1000000)::bigint AS received_us, b.file,
       (extract(epoch FROM b.entered_at) * 1000000)::bigint AS entered_us,
       (p.code IS NOT NULL)::integer AS is_reset
FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::timestamptz[], $5::timestamptz[]) WITH ORDINALITY
  AS k (community_id, meter_id, register, first_at, last_at, position)
CROSS JOIN LATERAL (
  SELECT i.dial, i.read_at, i.index_mwh, i.quality, i.family, i.batch_id, i.turn_mwh,
         coalesce(nullif(i.serial, ''), (SELECT s.serial
                                         FROM grid.meter_serial AS s
                                         WHERE s.meter_id = k.meter_id AND s.since <= i.read_at
                                         ORDER BY s.since DESC
                                         LIMIT 1), '') AS serial
  FROM grid.register_read AS i
  WHERE i.community_id = k.community_id AND i.meter_id = k.meter_id AND i.register = k.register
    AND i.read_at BETWEEN k.first_at AND k.last_at
  OFFSET 0) AS r
JOIN grid.meter AS m ON m.meter_id = k.meter_id
JOIN ingest.batch AS b USING (batch_id)
LEFT JOIN grid.meter_serial AS g ON g.meter_id = k.meter_id AND g.serial = r.serial
LEFT JOIN grid.quality AS q ON q.code = r.quality AND q.raw = 'gridctl-reset'
LEFT JOIN grid.quality AS p ON p.grade = q.grade AND p.raw = ''
ORDER BY k.position, r.dial, r.read_at, g.since NULLS FIRST, r.serial
