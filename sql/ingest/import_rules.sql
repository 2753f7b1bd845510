-- Add what rules allow, or change it.
--
-- $1 rule       text[]
-- $2 class      text[]    NULL: of one meter
-- $3 meter      text[]    codes; NULL: of a class
-- $4 threshold  bigint[]
-- $5 floor_w    bigint[]  NULL: the rule looks at no power
-- $6 severity   text[]
-- $7 parts      text[]    codes separated by tabs; NULL: none
-- returns none
INSERT INTO ingest.rule (rule, class, meter_id, threshold, floor_w, severity, parts)
SELECT g.rule, g.class, m.meter_id, g.threshold, g.floor_w, g.severity,
       (SELECT array_agg(o.meter_id ORDER BY o.meter_id) FROM grid.meter AS o WHERE o.meter = ANY (string_to_array(g.parts, E'\t')))
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])
  AS g (rule, class, meter, threshold, floor_w, severity, parts)
LEFT JOIN grid.meter AS m ON m.meter = g.meter
ON CONFLICT (rule, class, meter_id) DO UPDATE
SET threshold = excluded.threshold, floor_w = excluded.floor_w, severity = excluded.severity, parts = excluded.parts
