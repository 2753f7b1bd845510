-- List the meters that an order is about, cut where a membership or a contract begins or ends, with the consent that holds.
--
-- A household has a row for each of its contracts: consumption first. Without a contract it has no row. The consent is that
-- of the contract's customer, given before and not withdrawn at as_of; it is for data of its time only. Order: meter, kind of contract, day.
--
-- $1 community_ids  bigint[]
-- $2 period         daterange    local days
-- $3 purpose        text
-- $4 granularity    text
-- $5 class          text         of partners
-- $6 as_of          timestamptz
-- returns many
--   meter_id      bigint
--   meter         text     code
--   community_id  bigint
--   kind          text
--   category      text     appliance, water_heater, heating or car: what it measures alone; else household or plant
--   customer_id   bigint   NULL: a plant, which needs no consent
--   first_day     date
--   end_day       date     excluded
--   from_s        bigint   when the consent begins, seconds since 1970-01-01T00:00:00Z; NULL: there is none
--   to_s          bigint   when it ends; NULL: never
SELECT m.meter_id, m.meter, s.community_id, m.kind,
       coalesce(f.category, CASE m.kind WHEN 'charger' THEN 'car' ELSE m.kind END) AS category, p.customer_id,
       lower(p.during) AS first_day, upper(p.during) AS end_day,
       ceil(extract(epoch FROM lower(n.during)))::bigint AS from_s, floor(extract(epoch FROM upper(n.during)))::bigint AS to_s
FROM grid.membership AS s
JOIN grid.meter AS m USING (meter_id)
CROSS JOIN LATERAL (
  SELECT c.customer_id, c.kind, c.during * s.during * $2::daterange AS during
  FROM grid.contract AS c
  WHERE c.meter_id = m.meter_id AND m.kind <> 'plant' AND c.during && (s.during * $2::daterange)
  UNION ALL
  SELECT NULL, 'production', s.during * $2::daterange WHERE m.kind = 'plant'
) AS p
LEFT JOIN LATERAL (
  SELECT min(CASE d.kind WHEN 'machine' THEN 'appliance' WHEN 'water_heater' THEN 'water_heater'
                         WHEN 'vehicle' THEN 'car' ELSE 'heating' END) AS category
  FROM grid.flexible_device AS d
  WHERE d.community_id = s.community_id AND d.meter_id = m.meter_id
) AS f ON true
LEFT JOIN grid.consent AS n
  ON n.customer_id = p.customer_id AND n.purpose = $3::text AND n.granularity = $4::text AND n.partner_class = $5::text
     AND n.during @> $6::timestamptz
WHERE s.community_id = ANY ($1::bigint[]) AND s.during && $2::daterange
ORDER BY m.meter_id, p.kind, first_day
