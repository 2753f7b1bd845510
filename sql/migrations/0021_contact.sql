-- Who asked for which mails, and malfunctions among the messages.
CREATE TABLE grid.contact (
  contact_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contact       text NOT NULL UNIQUE,
  topic         text NOT NULL,
  email         text NOT NULL,
  language      text NOT NULL DEFAULT 'fr',
  community_id  bigint REFERENCES grid.community,
  meter_id      bigint REFERENCES grid.meter,
  customer_id   bigint REFERENCES grid.customer,
  supplier      text,
  during        daterange NOT NULL,
  CONSTRAINT topic_known CHECK (topic IN ('autarky', 'malfunction', 'demand', 'invoice')),
  CONSTRAINT language_known CHECK (language IN ('fr', 'en')),
  CONSTRAINT one_scope CHECK (num_nonnulls(community_id, meter_id, customer_id, supplier) = 1),
  CONSTRAINT scope_of_topic CHECK (CASE topic WHEN 'invoice' THEN customer_id IS NOT NULL
                                   WHEN 'demand' THEN meter_id IS NULL ELSE supplier IS NULL END),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during))
);
COMMENT ON TABLE grid.contact IS 'Mails go to whom is here, and to nobody else; packages go where the subscription says.';
COMMENT ON COLUMN grid.contact.during IS 'Local days, half-open: of what happened, or of the issue of an invoice.';
COMMENT ON COLUMN grid.contact.supplier IS 'As plants name it.';
SELECT ops.replicate('grid.contact');

-- Whoever finds a malfunction puts it into the outbox: {"type":"Malfunction","meter":…,"kind":…}, or without a meter.
ALTER TABLE ops.outbox DROP CONSTRAINT topic_known;
ALTER TABLE ops.outbox ADD CONSTRAINT topic_known
  CHECK (topic IN ('autarky', 'directive', 'supplier-request', 'demand', 'charge', 'malfunction'));
CREATE INDEX outbox_happened ON ops.outbox (topic, happened_at);

-- What a clock on the wall shows; with the offset in an hour that it shows twice: 2025-10-26 02:30 +02:00.
CREATE FUNCTION grid.wall_clock(at timestamptz, zone text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(local, 'YYYY-MM-DD HH24:MI')
         || CASE WHEN local IN ((at + interval '1 hour') AT TIME ZONE zone, (at - interval '1 hour') AT TIME ZONE zone)
            THEN CASE WHEN ahead < interval '0' THEN ' -' ELSE ' +' END || to_char(greatest(ahead, -ahead), 'HH24:MI')
            ELSE '' END
  FROM (SELECT at AT TIME ZONE zone AS local, (at AT TIME ZONE zone) - (at AT TIME ZONE 'UTC') AS ahead) AS clock
$$;
