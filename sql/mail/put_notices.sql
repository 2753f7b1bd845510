-- Put a mail for each recent message of the outbox to everybody who asked for it, each once.
--
-- Of a message about many meters somebody who asked about some hears of these alone. Changes of autarky are told for 24 hours, malfunctions for seven days, demands until they start. A community's contact hears
-- of the community's own autarky, not of its households'. Mails of changes that the outbox has taken back are taken back
-- as long as they wait. Somebody who asked twice gets one mail.
--
-- $1 as_of  timestamptz
-- returns one
--   put_count        bigint
--   withdrawn_count  bigint
WITH recent AS (
  SELECT o.outbox_id, o.topic, o.message->>'type' AS type, c.community_id, m.meter_id, m.meter,
         (o.happened_at AT TIME ZONE c.zone)::date AS day, o.message
  FROM ops.outbox AS o
  JOIN grid.community AS c USING (community)
  CROSS JOIN LATERAL (
    SELECT coalesce(o.message->>'meter', CASE o.message->>'type' WHEN 'Client' THEN o.message->>'id' END)
    WHERE o.message->'meters' IS NULL
    UNION ALL
    SELECT e->>'meter' FROM json_array_elements(o.message->'meters') AS e) AS n (meter)
  LEFT JOIN grid.meter AS m ON m.meter = n.meter
  WHERE o.topic IN ('autarky', 'malfunction', 'demand') AND o.created_at <= $1::timestamptz
    AND o.happened_at > $1::timestamptz - CASE o.topic WHEN 'malfunction' THEN interval '7 days' ELSE interval '24 hours' END
    AND (o.expires_at IS NULL OR o.expires_at > $1::timestamptz)
), hearer AS (
  -- NULL: of the whole message.
  SELECT r.outbox_id, r.day, k.contact_id, NULL::text AS meter
  FROM recent AS r
  JOIN grid.contact AS k ON k.topic = r.topic AND k.community_id = r.community_id
  WHERE r.type IS DISTINCT FROM 'Client'
  UNION ALL
  SELECT r.outbox_id, r.day, k.contact_id, r.meter
  FROM recent AS r
  JOIN grid.contact AS k ON k.topic = r.topic AND k.meter_id = r.meter_id
  UNION ALL
  SELECT r.outbox_id, r.day, k.contact_id, r.meter
  FROM recent AS r
  JOIN grid.contract AS t ON t.meter_id = r.meter_id AND t.during @> r.day
  JOIN grid.contact AS k ON k.topic = r.topic AND k.customer_id = t.customer_id
  WHERE r.topic <> 'demand'
  UNION ALL
  SELECT r.outbox_id, r.day, k.contact_id, NULL
  FROM recent AS r
  JOIN grid.customer AS u ON u.customer = r.message->>'partner'
  JOIN grid.contact AS k ON k.topic = r.topic AND k.customer_id = u.customer_id
  WHERE r.topic = 'demand'
  UNION ALL
  SELECT r.outbox_id, r.day, k.contact_id, NULL
  FROM recent AS r
  CROSS JOIN LATERAL json_array_elements_text(r.message->'suppliers') AS s (supplier)
  JOIN grid.contact AS k ON k.topic = r.topic AND k.supplier = s.supplier
  WHERE r.topic = 'demand'
), addressee AS (
  SELECT h.outbox_id, k.email, (array_agg(k.language ORDER BY k.contact_id))[1] AS language,
         bool_or(h.meter IS NULL) AS is_all, array_agg(DISTINCT h.meter) AS meters
  FROM hearer AS h
  JOIN grid.contact AS k ON k.contact_id = h.contact_id AND k.during @> h.day
  GROUP BY h.outbox_id, k.email
), wanted AS (
  SELECT o.topic, o.key, a.email, a.language, o.happened_at,
         CASE WHEN a.is_all OR o.message->'meters' IS NULL THEN o.message::jsonb
              ELSE o.message::jsonb - ARRAY['meter_count', 'member_count', 'meters', 'malfunctions', 'latest'] || p.part END AS message,
         coalesce(o.expires_at, o.happened_at + CASE o.topic WHEN 'malfunction' THEN interval '7 days' ELSE interval '24 hours' END)
           AS expires_at, c.community, c.name, c.zone, c.autarky
  FROM addressee AS a
  JOIN ops.outbox AS o USING (outbox_id)
  JOIN grid.community AS c USING (community)
  CROSS JOIN LATERAL (
    SELECT CASE WHEN count(*) = 1 THEN (array_agg(e))[1]
                ELSE jsonb_build_object('meter_count', count(*), 'meters', jsonb_agg(e)) END AS part
    FROM jsonb_array_elements(o.message::jsonb->'meters') AS e
    WHERE e->>'meter' = ANY (a.meters)) AS p
), withdrawn AS (
  DELETE FROM ops.mail AS m
  WHERE m.topic = 'autarky' AND m.sent_at IS NULL AND m.failed_at IS NULL
    AND NOT EXISTS (SELECT FROM ops.outbox AS o WHERE o.topic = m.topic AND o.key = m.key)
  RETURNING 1
), put AS (
  INSERT INTO ops.mail (topic, key, recipient, language, happened_at, created_at, expires_at, next_at, message)
  SELECT topic, key, email, language, happened_at, $1::timestamptz, expires_at, $1::timestamptz,
         (message
          || jsonb_build_object('community', community, 'name', name, 'at', grid.wall_clock(happened_at, zone))
          || CASE topic
             WHEN 'autarky' THEN jsonb_build_object('sense', autarky)
             WHEN 'demand' THEN jsonb_build_object('until', grid.wall_clock((message->>'end')::timestamptz, zone))
             ELSE '{}' END)::json
  FROM wanted
  ORDER BY happened_at, topic, key, email
  ON CONFLICT (topic, key, recipient) DO NOTHING
  RETURNING 1
)
SELECT (SELECT count(*) FROM put) AS put_count, (SELECT count(*) FROM withdrawn) AS withdrawn_count
