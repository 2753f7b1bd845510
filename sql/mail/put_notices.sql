-- Put a mail for each recent message of the outbox to everybody who asked for it, each once.
--
-- Changes of autarky are told for 24 hours, malfunctions for seven days, demands until they start. A community's contact hears
-- of the community's own autarky, not of its households'. Mails of changes that the outbox has taken back are taken back
-- as long as they wait. Somebody who asked twice gets one mail.
--
-- $1 as_of  timestamptz
-- returns one
--   put_count        bigint
--   withdrawn_count  bigint
WITH recent AS (
  SELECT o.topic, o.key, o.happened_at, o.message::jsonb AS message, c.community_id, c.community, c.name, c.zone, c.autarky,
         (o.happened_at AT TIME ZONE c.zone)::date AS day,
         coalesce(o.expires_at, o.happened_at + CASE o.topic WHEN 'malfunction' THEN interval '7 days' ELSE interval '24 hours' END)
           AS expires_at,
         (SELECT m.meter_id FROM grid.meter AS m
          WHERE m.meter = coalesce(o.message->>'meter', CASE o.message->>'type' WHEN 'Client' THEN o.message->>'id' END)) AS meter_id
  FROM ops.outbox AS o
  JOIN grid.community AS c USING (community)
  WHERE o.topic IN ('autarky', 'malfunction', 'demand') AND o.created_at <= $1::timestamptz
    AND o.happened_at > $1::timestamptz - interval '7 days'
), wanted AS (
  SELECT DISTINCT ON (r.topic, r.key, k.email) r.*, k.email, k.language
  FROM recent AS r
  JOIN grid.contact AS k ON k.topic = r.topic AND k.during @> r.day
  WHERE r.expires_at > $1::timestamptz
    AND CASE
        WHEN k.community_id IS NOT NULL THEN k.community_id = r.community_id AND r.message->>'type' IS DISTINCT FROM 'Client'
        WHEN k.meter_id IS NOT NULL THEN k.meter_id = r.meter_id
        WHEN k.supplier IS NOT NULL THEN r.message->'suppliers' ? k.supplier
        WHEN r.topic = 'demand' THEN
          r.message->>'partner' = (SELECT u.customer FROM grid.customer AS u WHERE u.customer_id = k.customer_id)
        ELSE EXISTS (SELECT FROM grid.contract AS t
                     WHERE t.customer_id = k.customer_id AND t.meter_id = r.meter_id AND t.during @> r.day)
        END
  ORDER BY r.topic, r.key, k.email, k.contact_id
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
