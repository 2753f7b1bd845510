-- Drafts, which are made again at will, and issued documents, which never change.
CREATE SCHEMA billing;

-- A draft is one document of one meter's month for one customer in one community.
CREATE TABLE billing.draft (
  community_id   bigint NOT NULL,
  customer_id    bigint NOT NULL,
  meter_id       bigint NOT NULL,
  period         daterange NOT NULL,
  document       text NOT NULL,
  version        integer NOT NULL,
  corrects       text,
  expected_count bigint NOT NULL,
  present_count  bigint NOT NULL,
  net_eur        numeric(14,2) NOT NULL,
  vat_eur        numeric(14,2) NOT NULL,
  total_eur      numeric(14,2) NOT NULL,
  PRIMARY KEY (community_id, customer_id, meter_id, period, document),
  CONSTRAINT document_known CHECK
    (document IN ('invoice', 'credit_note', 'self_billed', 'self_billed_credit', 'regularisation')),
  CONSTRAINT counted CHECK (present_count BETWEEN 0 AND expected_count),
  CONSTRAINT total_is_net_and_vat CHECK (total_eur = net_eur + vat_eur)
);
COMMENT ON COLUMN billing.draft.document IS
  'invoice (380), credit_note (381), self_billed (389), self_billed_credit (261); a regularisation is taken into the next invoice.';
COMMENT ON COLUMN billing.draft.version IS '0 for the first document of the month, 1 for the one that replaces it, ...';
COMMENT ON COLUMN billing.draft.corrects IS 'Number of the issued document that this one takes back, replaces or regularises.';
COMMENT ON COLUMN billing.draft.present_count IS 'Intervals with readings, of expected_count in the contracts'' days.';
SELECT ops.distribute('billing.draft');

CREATE TABLE billing.draft_line (
  community_id  bigint NOT NULL,
  customer_id   bigint NOT NULL,
  meter_id      bigint NOT NULL,
  period        daterange NOT NULL,
  document      text NOT NULL,
  line          integer NOT NULL,
  contract_id   bigint NOT NULL,
  kind          text NOT NULL,
  tariff_period text NOT NULL,
  above_kwh     numeric(12,3) NOT NULL,
  during        daterange NOT NULL,
  estimated     boolean NOT NULL,
  regularises   text,
  quantity      numeric NOT NULL,
  unit          text NOT NULL,
  unit_price    numeric(12,6) NOT NULL,
  net_eur       numeric(14,2) NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  PRIMARY KEY (community_id, customer_id, meter_id, period, document, line),
  CONSTRAINT kind_known CHECK
    (kind IN ('standing_charge', 'power', 'energy', 'community', 'feed_in', 'community_feed_in', 'tax'))
);
COMMENT ON COLUMN billing.draft_line.quantity IS 'kWh, months, or kVA and months; negative for feed-in and what is taken back.';
COMMENT ON COLUMN billing.draft_line.net_eur IS 'round(quantity x unit_price, 2), half away from zero; from the exact quantity.';
COMMENT ON COLUMN billing.draft_line.regularises IS 'Number of the earlier document whose line this one takes back or replaces.';
CREATE INDEX draft_line_regularises ON billing.draft_line (community_id, regularises) WHERE regularises IS NOT NULL;
SELECT ops.distribute('billing.draft_line');

CREATE TABLE billing.draft_vat (
  community_id  bigint NOT NULL,
  customer_id   bigint NOT NULL,
  meter_id      bigint NOT NULL,
  period        daterange NOT NULL,
  document      text NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  base_eur      numeric(14,2) NOT NULL,
  vat_eur       numeric(14,2) NOT NULL,
  PRIMARY KEY (community_id, customer_id, meter_id, period, document, vat_rate)
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
  invoice        text NOT NULL GENERATED ALWAYS AS
    (series || year || '-' || lpad(number::text, greatest(6, length(number::text)), '0')) STORED,
  series         text NOT NULL,
  year           integer NOT NULL,
  number         integer NOT NULL,
  document       text NOT NULL,
  version        integer NOT NULL,
  corrects       text,
  customer_id    bigint NOT NULL,
  meter_id       bigint NOT NULL,
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
  expected_count bigint NOT NULL,
  present_count  bigint NOT NULL,
  net_eur        numeric(14,2) NOT NULL,
  vat_eur        numeric(14,2) NOT NULL,
  total_eur      numeric(14,2) NOT NULL,
  credit_eur     numeric(14,2) NOT NULL,
  due_eur        numeric(14,2) GENERATED ALWAYS AS (greatest(total_eur, 0) - credit_eur) STORED,
  PRIMARY KEY (community_id, invoice),
  CONSTRAINT one_document_a_month UNIQUE (community_id, customer_id, meter_id, period, document, version),
  CONSTRAINT document_known CHECK (document IN ('invoice', 'credit_note', 'self_billed', 'self_billed_credit')),
  CONSTRAINT number_has_seven_digits CHECK (number BETWEEN 1 AND 9999999),
  CONSTRAINT year_is_of_issue CHECK (year = extract(year FROM issued_on)),
  CONSTRAINT issued_after_period CHECK (issued_on >= upper(period)),
  CONSTRAINT due_after_issue CHECK (due_on >= issued_on),
  CONSTRAINT counted CHECK (present_count BETWEEN 0 AND expected_count),
  CONSTRAINT total_is_net_and_vat CHECK (total_eur = net_eur + vat_eur),
  CONSTRAINT credit_within_total CHECK (credit_eur BETWEEN 0 AND greatest(total_eur, 0))
);
COMMENT ON COLUMN billing.invoice.invoice IS 'The number as printed: F2025-000001, with a seventh digit from the millionth of a year on.';
COMMENT ON COLUMN billing.invoice.total_eur IS 'What the customer owes for it; negative: what is owed to the customer.';
COMMENT ON COLUMN billing.invoice.credit_eur IS 'Credit that was set off when it was issued; see billing.set_off.';
COMMENT ON COLUMN billing.invoice.buyer_name IS 'The customer as it was at issue, and seller_from the version of the seller.';
CREATE INDEX invoice_corrects ON billing.invoice (community_id, corrects) WHERE corrects IS NOT NULL;
CREATE INDEX invoice_number ON billing.invoice (invoice);
CREATE INDEX invoice_customer ON billing.invoice (customer_id);
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
  above_kwh     numeric(12,3) NOT NULL,
  during        daterange NOT NULL,
  estimated     boolean NOT NULL,
  regularises   text,
  quantity      numeric NOT NULL,
  unit          text NOT NULL,
  unit_price    numeric(12,6) NOT NULL,
  net_eur       numeric(14,2) NOT NULL,
  vat_rate      numeric(5,2) NOT NULL,
  PRIMARY KEY (community_id, invoice, line),
  CONSTRAINT line_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice,
  CONSTRAINT kind_known CHECK
    (kind IN ('standing_charge', 'power', 'energy', 'community', 'feed_in', 'community_feed_in', 'tax'))
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

-- How credits pay invoices of the same customer: credit is a document with a negative total, or one that was paid too much.
CREATE TABLE billing.set_off (
  community_id  bigint NOT NULL,
  credit        text NOT NULL,
  invoice       text NOT NULL,
  amount_eur    numeric(14,2) NOT NULL,
  set_on        date NOT NULL,
  PRIMARY KEY (community_id, credit, invoice),
  CONSTRAINT credit_exists FOREIGN KEY (community_id, credit) REFERENCES billing.invoice,
  CONSTRAINT invoice_exists FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice,
  CONSTRAINT amount_positive CHECK (amount_eur > 0)
);
CREATE INDEX set_off_invoice ON billing.set_off (community_id, invoice);
SELECT ops.distribute('billing.set_off');
SELECT ops.append_only('billing.set_off');

-- Money that moved: received, sent back by a bank, paid out.
CREATE TABLE billing.payment (
  community_id  bigint NOT NULL,
  invoice       text NOT NULL,
  reference     text NOT NULL,
  kind          text NOT NULL,
  paid_on       date NOT NULL,
  amount_eur    numeric(14,2) NOT NULL,
  PRIMARY KEY (community_id, invoice, reference, kind),
  CONSTRAINT payment_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice,
  CONSTRAINT kind_known CHECK (kind IN ('direct_debit', 'transfer', 'reversal', 'payout'))
);
COMMENT ON COLUMN billing.payment.reference IS 'The bank''s reference, so that a statement read again counts once.';
COMMENT ON COLUMN billing.payment.amount_eur IS 'Positive from the customer, negative to the customer.';
SELECT ops.distribute('billing.payment');
SELECT ops.append_only('billing.payment');

-- Invoices and self-billed documents that no credit note has taken back.
CREATE VIEW billing.standing AS
SELECT i.*
FROM billing.invoice AS i
WHERE i.document IN ('invoice', 'self_billed')
  AND NOT EXISTS (SELECT FROM billing.invoice AS c
                  WHERE c.community_id = i.community_id AND c.corrects = i.invoice
                    AND c.document IN ('credit_note', 'self_billed_credit'));

-- Documents with what is still open of each; negative: credit that no invoice has used yet.
CREATE VIEW billing.open_item AS
SELECT community_id, customer_id, meter_id, invoice, document, corrects, issued_on, due_on, total_eur, set_off_eur, paid_eur,
       total_eur + set_off_eur - paid_eur AS open_eur
FROM (
  SELECT i.community_id, i.customer_id, i.meter_id, i.invoice, i.document, i.corrects, i.issued_on, i.due_on, i.total_eur::numeric,
         coalesce((SELECT sum(s.amount_eur) FROM billing.set_off AS s
                   WHERE s.community_id = i.community_id AND s.credit = i.invoice), 0)
         - coalesce((SELECT sum(s.amount_eur) FROM billing.set_off AS s
                     WHERE s.community_id = i.community_id AND s.invoice = i.invoice), 0) AS set_off_eur,
         coalesce((SELECT sum(p.amount_eur) FROM billing.payment AS p
                   WHERE p.community_id = i.community_id AND p.invoice = i.invoice), 0) AS paid_eur
  FROM billing.invoice AS i
) AS item;
COMMENT ON VIEW billing.open_item IS
  'set_off_eur: credit used (positive) or received (negative). open_eur: to be paid by the customer, or to the customer when negative.';

-- What was billed in all, corrections included: lines of one key add up over invoice, credit note and regularisation.
CREATE VIEW billing.billed_line AS
SELECT i.community_id, i.customer_id, i.meter_id, daterange(date_trunc('month', lower(l.during)::timestamp)::date,
         (date_trunc('month', lower(l.during)::timestamp) + interval '1 month')::date) AS period,
       i.document IN ('self_billed', 'self_billed_credit') AS self_billed, i.invoice, i.document, l.line, l.contract_id,
       l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.regularises, l.quantity, l.unit,
       l.unit_price::numeric, l.net_eur::numeric, l.vat_rate::numeric
FROM billing.invoice AS i
JOIN billing.invoice_line AS l ON l.community_id = i.community_id AND l.invoice = i.invoice;
