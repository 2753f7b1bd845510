-- Partners buy datapoints: who they are, and the ledger of what they had.
CREATE SCHEMA partner;

CREATE TABLE partner.partner (
  partner_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner       text NOT NULL UNIQUE,
  seller_id     bigint REFERENCES grid.seller,
  name          text NOT NULL,
  email         text,
  address       text,
  postcode      text,
  city          text,
  country       text NOT NULL DEFAULT 'FR',
  language      text NOT NULL DEFAULT 'fr',
  siren         text,
  vat_number    text,
  trust         smallint NOT NULL,
  class         text NOT NULL DEFAULT 'commercial',
  plan          text NOT NULL,
  eur_per_1000  numeric(12,6) NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  CONSTRAINT country_is_iso CHECK (country ~ '^[A-Z]{2}$'),
  CONSTRAINT language_known CHECK (language IN ('fr', 'en')),
  CONSTRAINT siren_has_nine_digits CHECK (siren ~ '^[0-9]{9}$'),
  CONSTRAINT trust_known CHECK (trust BETWEEN 0 AND 9),
  CONSTRAINT plan_known CHECK (plan IN ('request', 'datapoints')),
  CONSTRAINT price_not_negative CHECK (eur_per_1000 >= 0),
  CONSTRAINT vat_rate_is_percent CHECK (vat_rate BETWEEN 0 AND 100)
);
COMMENT ON COLUMN partner.partner.plan IS
  'What a package costs in datapoints: a fixed number a request by its product, or as many as it has.';
COMMENT ON COLUMN partner.partner.class IS 'What consents are given for: commercial, research, public, …';
COMMENT ON COLUMN partner.partner.eur_per_1000 IS 'EUR excl. VAT for 1,000 datapoints debited; the ledger keeps that of the day.';
COMMENT ON COLUMN partner.partner.seller_id IS 'Who invoices; NULL: the invoice names no seller.';
SELECT ops.replicate('partner.partner');

CREATE TABLE partner.ledger (
  ledger_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id    bigint NOT NULL REFERENCES partner.partner,
  kind          text NOT NULL,
  product       text NOT NULL,
  datapoints    bigint NOT NULL,
  eur_per_1000  numeric(12,6) NOT NULL DEFAULT 0,
  amount_eur    numeric NOT NULL GENERATED ALWAYS AS (datapoints * eur_per_1000 * 0.001) STORED,
  entered_at    timestamptz NOT NULL,
  reference     text NOT NULL,
  CONSTRAINT reference_once UNIQUE (partner_id, kind, reference),
  CONSTRAINT kind_known CHECK (kind IN ('topup', 'debit', 'refund')),
  CONSTRAINT debits_are_negative CHECK (CASE kind WHEN 'debit' THEN datapoints <= 0 ELSE datapoints > 0 END)
);
COMMENT ON TABLE partner.ledger IS 'The balance of a partner is the sum of its datapoints.';
COMMENT ON COLUMN partner.ledger.reference IS 'What it was for: a package, an order; the same again is refused.';
COMMENT ON COLUMN partner.ledger.amount_eur IS 'Exact, not rounded; debits negative. Top-ups are not invoiced, what is used of them is.';
CREATE INDEX ledger_partner ON partner.ledger (partner_id, entered_at);
SELECT ops.replicate('partner.ledger');
SELECT ops.append_only('partner.ledger');
-- The right that a foreign key needs to lock the row it points to; the column is generated, so it changes nothing.
GRANT UPDATE (amount_eur) ON partner.ledger TO CURRENT_USER;

-- What partners were invoiced for a month, and for which entries of the ledger.
CREATE TABLE billing.partner_invoice (
  invoice        text NOT NULL GENERATED ALWAYS AS (series || year || '-' || lpad(number::text, 6, '0')) STORED PRIMARY KEY,
  series         text NOT NULL,
  year           integer NOT NULL,
  number         integer NOT NULL,
  partner_id     bigint NOT NULL REFERENCES partner.partner,
  period         daterange NOT NULL,
  issued_at      timestamptz NOT NULL,
  issued_on      date NOT NULL,
  due_on         date NOT NULL,
  seller_id      bigint,
  seller_from    date,
  buyer_name     text NOT NULL,
  buyer_address  text,
  buyer_postcode text,
  buyer_city     text,
  buyer_country  text NOT NULL,
  buyer_siren    text,
  buyer_vat_number text,
  buyer_email    text,
  language       text NOT NULL,
  net_eur        numeric(14,2) NOT NULL,
  vat_eur        numeric(14,2) NOT NULL,
  total_eur      numeric(14,2) NOT NULL,
  CONSTRAINT number_has_six_digits CHECK (number BETWEEN 1 AND 999999),
  CONSTRAINT year_is_of_issue CHECK (year = extract(year FROM issued_on)),
  CONSTRAINT issued_after_period CHECK (issued_on >= upper(period)),
  CONSTRAINT due_after_issue CHECK (due_on >= issued_on),
  CONSTRAINT total_is_net_and_vat CHECK (total_eur = net_eur + vat_eur),
  CONSTRAINT seller_version FOREIGN KEY (seller_id, seller_from) REFERENCES grid.seller_version
);
SELECT ops.replicate('billing.partner_invoice');
SELECT ops.append_only('billing.partner_invoice');
GRANT UPDATE (invoice) ON billing.partner_invoice TO CURRENT_USER;

CREATE TABLE billing.partner_invoice_line (
  invoice       text NOT NULL REFERENCES billing.partner_invoice,
  line          integer NOT NULL,
  kind          text NOT NULL,
  product       text NOT NULL,
  requests      bigint NOT NULL,
  datapoints    bigint NOT NULL,
  eur_per_1000  numeric(12,6) NOT NULL,
  net_eur       numeric(14,2) NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  PRIMARY KEY (invoice, line),
  CONSTRAINT kind_known CHECK (kind IN ('debit', 'refund'))
);
COMMENT ON COLUMN billing.partner_invoice_line.datapoints IS 'What was used; negative: what was given back.';
COMMENT ON COLUMN billing.partner_invoice_line.net_eur IS 'round(datapoints / 1000 x eur_per_1000, 2), half away from zero.';
SELECT ops.replicate('billing.partner_invoice_line');
SELECT ops.append_only('billing.partner_invoice_line');

CREATE TABLE billing.partner_invoice_vat (
  invoice   text NOT NULL REFERENCES billing.partner_invoice,
  vat_rate  numeric(5,2) NOT NULL,
  base_eur  numeric(14,2) NOT NULL,
  vat_eur   numeric(14,2) NOT NULL,
  PRIMARY KEY (invoice, vat_rate)
);
SELECT ops.replicate('billing.partner_invoice_vat');
SELECT ops.append_only('billing.partner_invoice_vat');

-- An entry of the ledger is in one line of one invoice.
CREATE TABLE billing.partner_invoice_entry (
  ledger_id  bigint PRIMARY KEY REFERENCES partner.ledger,
  invoice    text NOT NULL REFERENCES billing.partner_invoice,
  line       integer NOT NULL
);
SELECT ops.replicate('billing.partner_invoice_entry');
SELECT ops.append_only('billing.partner_invoice_entry');
