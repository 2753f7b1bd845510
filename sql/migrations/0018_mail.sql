-- Mails to people and partners, each once. Rooms put them, 'gridctl notify' writes and sends them.
CREATE TABLE ops.mail (
  mail_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic        text NOT NULL,
  key          text NOT NULL,
  recipient    text NOT NULL,
  language     text NOT NULL,
  happened_at  timestamptz NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  message      json NOT NULL,
  attachments  json NOT NULL DEFAULT '[]',
  attempts     integer NOT NULL DEFAULT 0,
  next_at      timestamptz NOT NULL,
  sent_at      timestamptz,
  failed_at    timestamptz,
  failure      text,
  CONSTRAINT mail_once UNIQUE (topic, key, recipient),
  CONSTRAINT topic_known CHECK (topic IN ('autarky', 'malfunction', 'demand', 'invoice', 'package')),
  CONSTRAINT language_known CHECK (language IN ('fr', 'en')),
  CONSTRAINT sent_or_failed CHECK (num_nonnulls(sent_at, failed_at) < 2)
);
COMMENT ON COLUMN ops.mail.key IS 'Natural key: a second run that finds the same puts nothing.';
COMMENT ON COLUMN ops.mail.recipient IS 'One mail address.';
COMMENT ON COLUMN ops.mail.message IS 'What subject and text are made of; its members depend on the topic.';
COMMENT ON COLUMN ops.mail.attachments IS '[{"name", "path", "sha256"}]: what the file must be when it is sent.';
COMMENT ON COLUMN ops.mail.next_at IS 'Not tried before.';
COMMENT ON COLUMN ops.mail.failed_at IS 'Given up: it is listed and not tried again unless somebody asks for it.';
CREATE INDEX mail_waiting ON ops.mail (next_at) WHERE sent_at IS NULL AND failed_at IS NULL;
