-- Drafts, which are made again at will, and issued invoices, which never change.
CREATE SCHEMA billing;

-- Staging of one run, empty between runs: stretches of a month in which a contract has one community and one price ...
CREATE UNLOGGED TABLE billing.slice (
  community_id   bigint NOT NULL,
  contract_id    bigint NOT NULL,
  first_day      date NOT NULL,
  end_day        date NOT NULL,
  customer_id    bigint NOT NULL,
  meter_id       bigint NOT NULL,
  kind           text NOT NULL,
  tariff_id      bigint NOT NULL,
  valid_from     date NOT NULL,
  expected_count bigint NOT NULL,
  present_count  bigint NOT NULL,
  PRIMARY KEY (community_id, contract_id, first_day)
);
SELECT ops.distribute('billing.slice');

-- ... and the energy of each, by tariff period; the period of a production contract is empty.
CREATE UNLOGGED TABLE billing.slice_energy (
  community_id   bigint NOT NULL,
  contract_id    bigint NOT NULL,
  first_day      date NOT NULL,
  tariff_period  text NOT NULL,
  energy_wh      numeric NOT NULL,
  PRIMARY KEY (community_id, contract_id, first_day, tariff_period)
);
SELECT ops.distribute('billing.slice_energy');

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
  CONSTRAINT counted CHECK (present_count BETWEEN 0 AND expected_count),
  CONSTRAINT total_is_net_and_vat CHECK (total_eur = net_eur + vat_eur)
);
COMMENT ON COLUMN billing.draft.present_count IS 'Intervals with readings, of expected_count in the contracts'' days.';
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
  invoice        text NOT NULL GENERATED ALWAYS AS (series || year || '-' || lpad(number::text, 6, '0')) STORED,
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
  CONSTRAINT number_has_six_digits CHECK (number BETWEEN 1 AND 999999),
  CONSTRAINT year_is_of_issue CHECK (year = extract(year FROM issued_on)),
  CONSTRAINT issued_after_period CHECK (issued_on >= upper(period)),
  CONSTRAINT due_after_issue CHECK (due_on >= issued_on),
  CONSTRAINT counted CHECK (present_count BETWEEN 0 AND expected_count),
  CONSTRAINT total_is_net_and_vat CHECK (total_eur = net_eur + vat_eur)
);
COMMENT ON COLUMN billing.invoice.invoice IS 'The number as printed: F2025-000001.';
SELECT ops.distribute('billing.invoice');
SELECT ops.append_only('billing.invoice');
-- A foreign key locks the row it points to, which takes the right to update one column. This one is generated, so the
-- right changes nothing.
GRANT UPDATE (invoice) ON billing.invoice TO CURRENT_USER;

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
