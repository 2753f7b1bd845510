-- Who agreed that partners get which data, and what partners asked for and got.
CREATE TABLE grid.consent (
  consent_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id    bigint NOT NULL REFERENCES grid.customer,
  purpose        text NOT NULL,
  granularity    text NOT NULL,
  partner_class  text NOT NULL,
  during         tstzrange NOT NULL,
  text_version   text NOT NULL,
  proof          text NOT NULL,
  CONSTRAINT purpose_known CHECK (purpose IN ('aggregated', 'production', 'detailed', 'transfer')),
  CONSTRAINT granularity_known CHECK (granularity IN ('quarter', 'hour', 'day', 'month')),
  CONSTRAINT during_has_start CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_consent_at_a_time EXCLUDE USING gist
    (customer_id WITH =, purpose WITH =, granularity WITH =, partner_class WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE grid.consent IS
  'One row for each person, purpose, granularity and class of partners: none includes another, a finer one no coarser one.';
COMMENT ON COLUMN grid.consent.during IS 'From when it was given until it was withdrawn; it is for data of that time only.';
COMMENT ON COLUMN grid.consent.text_version IS 'The wording that was agreed to.';
COMMENT ON COLUMN grid.consent.proof IS 'Where the proof is kept: a document''s number, never its content.';
SELECT ops.replicate('grid.consent');

-- What can be bought. A price and its conditions hold from a day until the next row of the product begins.
CREATE TABLE partner.product (
  product     text NOT NULL,
  valid_from  date NOT NULL,
  min_trust   smallint NOT NULL,
  datapoints  bigint NOT NULL,
  k_min       integer NOT NULL DEFAULT 15,
  max_share   numeric(5,4) NOT NULL DEFAULT 0.15,
  PRIMARY KEY (product, valid_from),
  CONSTRAINT product_known CHECK
    (product IN ('production', 'consumption_aggregated', 'consumption_detailed', 'customer_transfer')),
  CONSTRAINT trust_known CHECK (min_trust BETWEEN 0 AND 9),
  CONSTRAINT datapoints_not_negative CHECK (datapoints >= 0),
  CONSTRAINT k_min_not_below_floor CHECK (k_min >= 10),
  CONSTRAINT max_share_not_above_default CHECK (0 < max_share AND max_share <= 0.15)
);
COMMENT ON COLUMN partner.product.datapoints IS 'What a request costs on the plan ''request''.';
COMMENT ON COLUMN partner.product.k_min IS
  'Households that an aggregated cell has at least; below 15 it counts for months only, finer cells have 15.';
COMMENT ON COLUMN partner.product.max_share IS 'Of one household in an aggregated cell, at most.';
SELECT ops.replicate('partner.product');
INSERT INTO partner.product (product, valid_from, min_trust, datapoints)
VALUES ('production', '2000-01-01', 2, 70), ('consumption_aggregated', '2000-01-01', 1, 40),
       ('consumption_detailed', '2000-01-01', 3, 100), ('customer_transfer', '2000-01-01', 1, 0);

CREATE TABLE partner.subscription (
  subscription_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription     text NOT NULL UNIQUE,
  partner_id       bigint NOT NULL REFERENCES partner.partner,
  product          text NOT NULL,
  communities      text[] NOT NULL,
  grain            text NOT NULL,
  every            text NOT NULL,
  email            text NOT NULL,
  during           daterange NOT NULL,
  CONSTRAINT grain_known CHECK (grain IN ('quarter', 'hour', 'day', 'month')),
  CONSTRAINT every_known CHECK (every IN ('day', 'week', 'month')),
  CONSTRAINT month_grain_by_month CHECK (grain <> 'month' OR every = 'month'),
  CONSTRAINT during_has_start CHECK (NOT isempty(during) AND NOT lower_inf(during))
);
COMMENT ON COLUMN partner.subscription.communities IS 'Codes, ascending; empty: all.';
COMMENT ON COLUMN partner.subscription.every IS 'The windows are whole local days, weeks from Monday, or months.';
COMMENT ON COLUMN partner.subscription.during IS 'A window is built when it lies within.';
SELECT ops.replicate('partner.subscription');

-- A package and its debit are one transaction. What is asked for again is this package again.
CREATE TABLE partner.package (
  package_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  package       text NOT NULL UNIQUE,
  partner_id    bigint NOT NULL REFERENCES partner.partner,
  product       text NOT NULL,
  communities   text[] NOT NULL,
  customer_id   bigint REFERENCES grid.customer,
  grain         text NOT NULL,
  period        daterange NOT NULL,
  built_at      timestamptz NOT NULL,
  datapoints    bigint NOT NULL,
  suppressed    bigint NOT NULL,
  file          text NOT NULL,
  bytes         bigint NOT NULL,
  sha256        text NOT NULL,
  ledger_id     bigint NOT NULL REFERENCES partner.ledger,
  CONSTRAINT built_once UNIQUE NULLS NOT DISTINCT (partner_id, product, communities, customer_id, grain, period),
  CONSTRAINT counts_not_negative CHECK (datapoints >= 0 AND suppressed >= 0 AND bytes > 0),
  CONSTRAINT sha256_is_hex CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
COMMENT ON COLUMN partner.package.customer_id IS 'Of a transfer of one customer''s own data; else NULL.';
COMMENT ON COLUMN partner.package.datapoints IS 'Values delivered: one is a slot, a group and a measure.';
COMMENT ON COLUMN partner.package.suppressed IS 'Values withheld.';
SELECT ops.replicate('partner.package');
SELECT ops.append_only('partner.package');
-- The right that a foreign key needs to lock the row it points to; the column is generated, so it changes nothing.
GRANT UPDATE (package_id) ON partner.package TO CURRENT_USER;

-- Everything that partners asked for. What was refused cost nothing.
CREATE TABLE partner.request (
  request_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id       bigint NOT NULL REFERENCES partner.partner,
  subscription_id  bigint REFERENCES partner.subscription,
  product          text NOT NULL,
  communities      text[] NOT NULL,
  grain            text NOT NULL,
  period           daterange NOT NULL,
  asked_at         timestamptz NOT NULL,
  package_id       bigint REFERENCES partner.package,
  refusal          text,
  CONSTRAINT delivered_or_refused CHECK (num_nonnulls(package_id, refusal) = 1),
  CONSTRAINT refusal_known CHECK (refusal IN ('trust', 'funds', 'consent', 'privacy', 'expired', 'no-data'))
);
CREATE INDEX request_partner ON partner.request (partner_id, asked_at);
CREATE INDEX request_subscription ON partner.request (subscription_id, period);
SELECT ops.replicate('partner.request');
SELECT ops.append_only('partner.request');
