-- Direct debit: who may be debited, what was asked of the bank, and what the bank said.

-- The only table with bank accounts of customers. Nobody but the owner may read it; everyone else sees grid.mandate_list.
CREATE TABLE grid.mandate (
  mandate_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mandate      text NOT NULL UNIQUE,
  customer_id  bigint NOT NULL REFERENCES grid.customer,
  holder       text NOT NULL,
  iban         text NOT NULL,
  bic          text,
  signed_on    date NOT NULL,
  sequence     text NOT NULL DEFAULT 'recurrent',
  end_day      date,
  CONSTRAINT sequence_known CHECK (sequence IN ('recurrent', 'one_off')),
  CONSTRAINT ends_after_signature CHECK (end_day > signed_on)
);
COMMENT ON COLUMN grid.mandate.end_day IS 'First day on which nothing may be collected any more; NULL: not revoked.';
REVOKE ALL ON grid.mandate FROM PUBLIC;
SELECT ops.replicate('grid.mandate');

CREATE VIEW grid.mandate_list AS
SELECT mandate_id, mandate, customer_id, left(iban, 4) || '…' || right(iban, 4) AS account, signed_on, sequence, end_day
FROM grid.mandate;

-- One message to the bank; its payments are the items.
CREATE TABLE billing.collection (
  collection_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message        text NOT NULL UNIQUE,
  seller_id      bigint NOT NULL REFERENCES grid.seller,
  created_at     timestamptz NOT NULL,
  scheme         text NOT NULL,
  CONSTRAINT scheme_known CHECK (scheme IN ('pain.008.001.02', 'pain.008.001.08'))
);
SELECT ops.replicate('billing.collection');

CREATE TABLE billing.collection_item (
  community_id   bigint NOT NULL,
  invoice        text NOT NULL,
  collection_id  bigint NOT NULL REFERENCES billing.collection,
  end_to_end     text NOT NULL,
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
  CONSTRAINT amount_positive CHECK (amount_eur > 0)
);
COMMENT ON COLUMN billing.collection_item.reason IS 'The bank''s reason code, such as AM04, when it was rejected or refunded.';
CREATE UNIQUE INDEX in_one_open_collection ON billing.collection_item (community_id, invoice) WHERE state = 'open';
SELECT ops.distribute('billing.collection_item');
