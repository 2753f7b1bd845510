-- Drafts, which are made again at will, and issued invoices, which never change.
CREATE SCHEMA billing;

-- A draft is one meter's month for one customer in one community.
CREATE TABLE billing.draft (
  community_id   bigint NOT NULL,
  customer_id    bigint NOT NULL,
  meter_id       bigint NOT NULL,
  period         daterange NOT NULL,
  expected_count bigint NOT NULL,
  present_count  bigint NOT NULL,
  net_eur        numeric(14,2) NOT NULL,
  vat_eur        numeric(14,2) NOT NULL,
  total_eur      numeric(14,2) NOT NULL,
  PRIMARY KEY (community_id, customer_id, meter_id, period),
  CONSTRAINT total_is_net_and_vat CHECK (total_eur = net_eur + vat_eur)
);
COMMENT ON COLUMN billing.draft.present_count IS 'Intervals with readings, of expected_count in the contract''s days.';
SELECT ops.distribute('billing.draft');

CREATE TABLE billing.draft_line (
  community_id  bigint NOT NULL,
  customer_id   bigint NOT NULL,
  meter_id      bigint NOT NULL,
  period        daterange NOT NULL,
  line          integer NOT NULL,
  contract_id   bigint NOT NULL,
  kind          text NOT NULL,
  tariff_period text NOT NULL,
  during        daterange NOT NULL,
  quantity      numeric NOT NULL,
  unit          text NOT NULL,
  unit_price    numeric(12,6) NOT NULL,
  net_eur       numeric(14,2) NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  PRIMARY KEY (community_id, customer_id, meter_id, period, line),
  CONSTRAINT kind_known CHECK (kind IN ('standing_charge', 'energy', 'feed_in'))
);
COMMENT ON COLUMN billing.draft_line.quantity IS 'kWh, or months for a standing charge; negative for feed-in.';
COMMENT ON COLUMN billing.draft_line.net_eur IS 'round(quantity x unit_price, 2), half away from zero; from the exact quantity.';
SELECT ops.distribute('billing.draft_line');

CREATE TABLE billing.draft_vat (
  community_id  bigint NOT NULL,
  customer_id   bigint NOT NULL,
  meter_id      bigint NOT NULL,
  period        daterange NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  base_eur      numeric(14,2) NOT NULL,
  vat_eur       numeric(14,2) NOT NULL,
  PRIMARY KEY (community_id, customer_id, meter_id, period, vat_rate)
);
SELECT ops.distribute('billing.draft_vat');

-- The counter of a series, one row a year: a sequence would leave holes when a transaction rolls back.
CREATE TABLE billing.invoice_series (
  series       text NOT NULL,
  year         integer NOT NULL,
  next_number  integer NOT NULL,
  PRIMARY KEY (series, year)
);
SELECT ops.replicate('billing.invoice_series');

CREATE TABLE billing.invoice (
  community_id   bigint NOT NULL,
  invoice        text NOT NULL,
  series         text NOT NULL,
  year           integer NOT NULL,
  number         integer NOT NULL,
  customer_id    bigint NOT NULL,
  meter_id       bigint NOT NULL,
  period         daterange NOT NULL,
  issued_on      date NOT NULL,
  due_on         date NOT NULL,
  expected_count bigint NOT NULL,
  present_count  bigint NOT NULL,
  net_eur        numeric(14,2) NOT NULL,
  vat_eur        numeric(14,2) NOT NULL,
  total_eur      numeric(14,2) NOT NULL,
  PRIMARY KEY (community_id, invoice),
  CONSTRAINT one_invoice_a_month UNIQUE (community_id, customer_id, meter_id, period),
  CONSTRAINT total_is_net_and_vat CHECK (total_eur = net_eur + vat_eur)
);
SELECT ops.distribute('billing.invoice');
SELECT ops.append_only('billing.invoice');

CREATE TABLE billing.invoice_line (
  community_id  bigint NOT NULL,
  invoice       text NOT NULL,
  line          integer NOT NULL,
  contract_id   bigint NOT NULL,
  kind          text NOT NULL,
  tariff_period text NOT NULL,
  during        daterange NOT NULL,
  quantity      numeric NOT NULL,
  unit          text NOT NULL,
  unit_price    numeric(12,6) NOT NULL,
  net_eur       numeric(14,2) NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  PRIMARY KEY (community_id, invoice, line),
  CONSTRAINT line_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice,
  CONSTRAINT kind_known CHECK (kind IN ('standing_charge', 'energy', 'feed_in'))
);
SELECT ops.distribute('billing.invoice_line');
SELECT ops.append_only('billing.invoice_line');

CREATE TABLE billing.invoice_vat (
  community_id  bigint NOT NULL,
  invoice       text NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  base_eur      numeric(14,2) NOT NULL,
  vat_eur       numeric(14,2) NOT NULL,
  PRIMARY KEY (community_id, invoice, vat_rate),
  CONSTRAINT vat_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice
);
SELECT ops.distribute('billing.invoice_vat');
SELECT ops.append_only('billing.invoice_vat');
