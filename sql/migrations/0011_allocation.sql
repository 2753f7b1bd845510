-- Sharing of a community's surplus: the grain of settlement, both lists of shares, and what each community shared.

ALTER TABLE grid.sharing_key
  ADD COLUMN slot_s integer NOT NULL DEFAULT 900,
  ADD CONSTRAINT slot_known CHECK (slot_s IN (900, 1800));
COMMENT ON COLUMN grid.sharing_key.slot_s IS 'Seconds of a settlement slot.';

-- A community may hold coefficients and ranks of the same days, so that both keys can be compared.
ALTER TABLE grid.sharing_member
  DROP CONSTRAINT one_share_at_a_time,
  ADD CONSTRAINT one_coefficient_at_a_time EXCLUDE USING gist (community_id WITH =, meter_id WITH =, during WITH &&)
    WHERE (coefficient IS NOT NULL) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT one_rank_at_a_time EXCLUDE USING gist (community_id WITH =, meter_id WITH =, during WITH &&)
    WHERE (rank IS NOT NULL) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE aggregate.allocation
  ADD CONSTRAINT slot_known CHECK (slot_s IN (900, 1800)),
  ALTER shared_in SET COMPRESSION lz4,
  ALTER shared_out SET COMPRESSION lz4;

-- What the members of a community took over from each other on a day; there is a row once the day is allocated.
CREATE TABLE aggregate.community_allocation (
  community_id  bigint NOT NULL,
  day           date NOT NULL,
  key           text NOT NULL,
  slot_s        integer NOT NULL,
  exponent      smallint NOT NULL,
  open_count    integer NOT NULL,
  shared        bigint[] NOT NULL,
  shared_wh     numeric NOT NULL,
  PRIMARY KEY (community_id, day),
  CONSTRAINT slot_known CHECK (slot_s IN (900, 1800)),
  CONSTRAINT open_not_negative CHECK (open_count >= 0)
);
COMMENT ON COLUMN aggregate.community_allocation.open_count IS
  'Slots with a surplus that was not shared, or not all of it, because the key has no coefficients that add up to one.';
COMMENT ON COLUMN aggregate.community_allocation.shared IS 'Wh x 10^exponent of each settlement slot of the local day.';
SELECT ops.distribute('aggregate.community_allocation');

-- Narrow rows for anybody with SQL.
CREATE VIEW aggregate.allocation_slot AS
SELECT a.community_id, a.meter_id, a.day, q.slot::integer AS slot,
       s.day_start + (q.slot - 1) * make_interval(secs => a.slot_s) AS starts_at, a.slot_s, a.key,
       q.shared_in * grid.unit(a.exponent) AS shared_in_wh, q.shared_out * grid.unit(a.exponent) AS shared_out_wh
FROM aggregate.allocation AS a
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT grid.day_start(a.day, c.zone) AS day_start OFFSET 0) AS s  -- once a day, not once a slot
CROSS JOIN LATERAL unnest(a.shared_in, a.shared_out) WITH ORDINALITY AS q (shared_in, shared_out, slot);

-- A community's settlement slots: what its members drew, fed in and shared. A day that is not allocated yet shows, by
-- quarter hours, the most that any key shares. The slot counts from local midnight, the first is 1.
CREATE VIEW aggregate.community_sharing AS
SELECT q.community_id, q.day, q.slot, q.slot_s, q.import_wh, q.export_wh,
       CASE WHEN a.day IS NOT NULL THEN a.shared[q.slot] * grid.unit(a.exponent)
            WHEN q.import_wh IS NOT NULL AND q.export_wh IS NOT NULL THEN least(q.import_wh, q.export_wh)
       END AS shared_wh, a.day IS NOT NULL AS allocated
FROM (
  SELECT community_id, day, (d.slot - 1) * d.slot_s / coalesce(k.slot_s, 900) + 1 AS slot,
         coalesce(k.slot_s, 900) AS slot_s, sum(d.import_wh) AS import_wh, sum(d.export_wh) AS export_wh
  FROM aggregate.community_slot AS d
  LEFT JOIN aggregate.community_allocation AS k USING (community_id, day)
  GROUP BY community_id, day, (d.slot - 1) * d.slot_s / coalesce(k.slot_s, 900) + 1, coalesce(k.slot_s, 900)
) AS q
LEFT JOIN aggregate.community_allocation AS a USING (community_id, day);
