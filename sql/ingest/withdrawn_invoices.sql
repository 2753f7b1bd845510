-- List the issued invoices that billed days of which a withdrawn dump had spoken. Order: invoice.
--
-- Days beside its index reads too: their energy may have been told by a later dump.
--
-- $1 batch_id  bigint  of the reads
-- $2 kept_id   bigint  that its parts are kept as
-- returns many
--   invoice  text
SELECT DISTINCT l.invoice
FROM (
  SELECT meter_id, range_agg(daterange(day, day + 1)) AS days
  FROM (
    SELECT meter_id, day FROM grid.block_part WHERE batch_id = $2::bigint
    UNION
    SELECT r.meter_id, (r.read_at AT TIME ZONE c.zone - n.seconds * interval '1 second')::date
    FROM grid.register_read AS r
    JOIN grid.community AS c USING (community_id)
    CROSS JOIN (VALUES (0), (1)) AS n (seconds)
    WHERE r.batch_id = $1::bigint
  ) AS d
  GROUP BY meter_id
) AS g
JOIN grid.contract AS k USING (meter_id)
JOIN billing.invoice_line AS l USING (contract_id)
WHERE l.during && g.days
ORDER BY l.invoice
