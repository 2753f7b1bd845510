-- Add flexible devices, or change those that are there.
--
-- $1 community   text[]         codes
-- $2 device      text[]
-- $3 kind        text[]
-- $4 meter       text[]         the meter that measures nothing else; NULL: none
-- $5 is_piloted  boolean[]
-- $6 started_at  timestamptz[]  when it was last started; NULL: not known
-- $7 source      text[]         registry or coordination
-- $8 outer_id    bigint[]
-- $9 outer_type  integer[]
-- $10 wish       text[]         JSON
-- $11 updated_at timestamptz    the clock of the run
-- returns none
INSERT INTO grid.flexible_device (community_id, device, kind, meter_id, is_piloted, last_started_at, source, outer_id,
                                  outer_type, wish, updated_at)
SELECT c.community_id, g.device, g.kind, m.meter_id, g.is_piloted, g.started_at, g.source, g.outer_id, g.outer_type,
       g.wish::json, $11::timestamptz
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[], $7::text[], $8::bigint[],
            $9::integer[], $10::text[])
  AS g (community, device, kind, meter, is_piloted, started_at, source, outer_id, outer_type, wish)
JOIN grid.community AS c USING (community)
LEFT JOIN grid.meter AS m USING (meter)
ON CONFLICT (community_id, device) DO UPDATE
SET kind = excluded.kind, meter_id = excluded.meter_id, is_piloted = excluded.is_piloted,
    last_started_at = excluded.last_started_at, source = excluded.source, outer_id = excluded.outer_id,
    outer_type = excluded.outer_type, wish = excluded.wish, updated_at = excluded.updated_at
