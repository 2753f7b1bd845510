-- What was said about households: sums that were told once stay as they were told, and single households are remembered.

-- A group's sums over a local day, or over the month that begins on it.
CREATE TABLE partner.release (
  communities  bigint[] NOT NULL,
  class        text NOT NULL,
  grain        text NOT NULL,
  day          date NOT NULL,
  decided_at   timestamptz NOT NULL,
  meters       bigint[] NOT NULL,
  households   integer NOT NULL,
  starts_s     bigint[] NOT NULL,
  consumption  bigint[] NOT NULL,
  import       bigint[] NOT NULL,
  export       bigint[] NOT NULL,
  production   bigint[] NOT NULL,
  PRIMARY KEY (communities, class, grain, day),
  CONSTRAINT grain_known CHECK (grain IN ('quarter', 'hour', 'day', 'month')),
  CONSTRAINT month_begins CHECK (grain <> 'month' OR day = date_trunc('month', day::timestamp)::date),
  CONSTRAINT enough_households CHECK (households >= CASE grain WHEN 'month' THEN 10 ELSE 15 END),
  CONSTRAINT a_value_a_slot CHECK (cardinality(starts_s) = ALL (ARRAY[cardinality(consumption), cardinality(import),
                                                                      cardinality(export), cardinality(production)]))
);
COMMENT ON TABLE partner.release IS 'Partners of any class get these numbers and no others, whatever readings say later.';
COMMENT ON COLUMN partner.release.communities IS 'Ids, ascending.';
COMMENT ON COLUMN partner.release.class IS 'Of the partners that the members agreed to.';
COMMENT ON COLUMN partner.release.meters IS 'Members, ascending: the same in all slots of the row.';
COMMENT ON COLUMN partner.release.households IS 'Customers of the members, each counted once.';
COMMENT ON COLUMN partner.release.starts_s IS 'First instants of the slots, seconds since 1970-01-01T00:00:00Z.';
COMMENT ON COLUMN partner.release.consumption IS 'mWh of all members; NULL: withheld.';
SELECT ops.replicate('partner.release');
SELECT ops.append_only('partner.release');

-- What the readings of a meter's local day were when a sum with them was told first.
CREATE TABLE partner.release_source (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  day           date NOT NULL,
  digest        bigint NOT NULL,
  PRIMARY KEY (community_id, meter_id, day)
);
COMMENT ON COLUMN partner.release_source.digest IS
  'Of the day''s vectors. When they have changed, the meter is in no new sum: the difference to an old one would be the correction.';
SELECT ops.distribute('partner.release_source');
SELECT ops.append_only('partner.release_source');

-- Meters of which partners were told one by one, under pseudonyms or by name.
CREATE TABLE partner.release_meter (
  release_meter_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product           text NOT NULL,
  day               date NOT NULL,
  decided_at        timestamptz NOT NULL,
  meters            bigint[] NOT NULL,
  CONSTRAINT product_known CHECK (product IN ('production', 'consumption_detailed', 'customer_transfer'))
);
CREATE INDEX release_meter_day ON partner.release_meter (day);
SELECT ops.replicate('partner.release_meter');
SELECT ops.append_only('partner.release_meter');
