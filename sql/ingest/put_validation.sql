-- Note up to which day meters were validated without a gap.
--
-- A period that begins behind what was validated leaves days between them; then nothing is noted.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days; NULL: all
-- $3 meter         text       code; NULL: all
-- $4 today         date       first local day that has not ended
-- returns none
INSERT INTO ingest.validation AS v (community_id, meter_id, until)
SELECT $1::bigint, s.meter_id, least(upper(coalesce($2::daterange, '(,)')), $4::date)
FROM grid.membership AS s
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN ingest.validation AS o ON o.community_id = s.community_id AND o.meter_id = s.meter_id
WHERE s.community_id = $1::bigint AND ($3::text IS NULL OR m.meter = $3::text)
GROUP BY s.meter_id, o.until
HAVING coalesce(lower($2::daterange), '-infinity') <= coalesce(o.until, min(lower(s.during)))
ON CONFLICT (community_id, meter_id) DO UPDATE SET until = excluded.until
WHERE v.until < excluded.until
