-- Direct debit: who may be debited, what was asked of the bank, and what the bank said.

-- The only table with bank accounts of customers. Nobody but the owner may read it; everyone else sees grid.mandate_list.
CREATE TABLE grid.mandate (
  mandate_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mandate      text NOT NULL UNIQUE,
  customer_id  bigint NOT NULL REFERENCES grid.customer,
  seller_id    bigint NOT NULL REFERENCES grid.seller,
  holder       text NOT NULL,
  iban         text NOT NULL,
  bic          text,
  signed_on    date NOT NULL,
  sequence     text NOT NULL DEFAULT 'recurrent',
  end_day      date,
  CONSTRAINT reference_is_plain CHECK (mandate ~ '^[A-Za-z0-9]{1,35}$'),
  CONSTRAINT sequence_known CHECK (sequence IN ('recurrent', 'one_off')),
  CONSTRAINT ends_after_signature CHECK (end_day > signed_on),
  CONSTRAINT one_mandate_at_a_time EXCLUDE USING gist
    (customer_id WITH =, seller_id WITH =, daterange(signed_on, end_day) WITH &&) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.mandate.seller_id IS 'The creditor that the customer allowed to debit.';
COMMENT ON COLUMN grid.mandate.end_day IS 'First day on which nothing may be collected any more; NULL: not revoked.';
REVOKE ALL ON grid.mandate FROM PUBLIC;
SELECT ops.replicate('grid.mandate');

CREATE VIEW grid.mandate_list AS
SELECT mandate_id, mandate, customer_id, seller_id, left(iban, 4) || '…' || right(iban, 4) AS account, signed_on, sequence,
       end_day
FROM grid.mandate;

-- One message to the bank; its payments are the items. What is printed of the creditor is kept, so that a lost file can be
-- written again; the debtor's part is in mandates, which do not change once something was collected with them.
CREATE TABLE billing.collection (
  collection_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message        text NOT NULL GENERATED ALWAYS AS
    ('DD' || extract(year FROM created_on)::integer || '-' || collection_id) STORED UNIQUE,
  seller_id      bigint NOT NULL REFERENCES grid.seller,
  created_at     timestamptz NOT NULL,
  created_on     date NOT NULL,
  scheme         text NOT NULL,
  creditor       text NOT NULL,
  creditor_id    text NOT NULL,
  creditor_iban  text NOT NULL,
  creditor_bic   text,
  CONSTRAINT scheme_known CHECK (scheme IN ('pain.008.001.02', 'pain.008.001.08'))
);
COMMENT ON COLUMN billing.collection.message IS 'The MsgId: DD2025-12.';
COMMENT ON COLUMN billing.collection.created_on IS 'The day of created_at where TARGET is open: Frankfurt.';
SELECT ops.replicate('billing.collection');

CREATE TABLE billing.collection_item (
  community_id   bigint NOT NULL,
  invoice        text NOT NULL,
  collection_id  bigint NOT NULL REFERENCES billing.collection,
  end_to_end     text NOT NULL GENERATED ALWAYS AS (invoice || '-' || collection_id) STORED,
  mandate_id     bigint NOT NULL REFERENCES grid.mandate,
  sequence       text NOT NULL,
  collect_on     date NOT NULL,
  amount_eur     numeric(14,2) NOT NULL,
  state          text NOT NULL DEFAULT 'open',
  reason         text,
  PRIMARY KEY (community_id, invoice, collection_id),
  CONSTRAINT item_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice,
  CONSTRAINT sequence_known CHECK (sequence IN ('FRST', 'RCUR', 'FNAL', 'OOFF')),
  CONSTRAINT state_known CHECK (state IN ('open', 'paid', 'rejected', 'refunded')),
  CONSTRAINT amount_within_scheme CHECK (amount_eur BETWEEN 0.01 AND 999999999.99)
);
COMMENT ON COLUMN billing.collection_item.end_to_end IS 'The EndToEndId: the invoice and the attempt, F2025-000001-12.';
COMMENT ON COLUMN billing.collection_item.reason IS
  'The bank''s reason code, such as AM04, when it was rejected or refunded; WITHDRAWN: we never sent it.';
CREATE UNIQUE INDEX in_one_collection ON billing.collection_item (community_id, invoice) WHERE state IN ('open', 'paid');
CREATE INDEX collection_item_mandate ON billing.collection_item (mandate_id);
CREATE INDEX collection_item_name ON billing.collection_item (end_to_end);
SELECT ops.distribute('billing.collection_item');
CREATE INDEX payment_reference ON billing.payment (reference);
