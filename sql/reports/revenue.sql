-- Add up what was billed for the days of a period, by community and component of the tariff.
--
-- Lines of invoices, credit notes and regularisations add up; lines of documents not issued stand beside them. A line counts
-- in the period in which its days begin. Order: community, component.
--
-- $1 period     daterange  local days of each community
-- $2 community  text       NULL: all
-- returns many
--   community    text
--   component    text     standing_charge, power, energy, community, feed_in, community_feed_in or tax
--   unit         text
--   quantity     numeric  issued; feed-in negative
--   net_eur      numeric  issued, without VAT
--   draft_quantity numeric
--   draft_eur    numeric  not issued, without VAT
--   line_count   bigint   issued
WITH line AS (
  SELECT community_id, kind, unit, quantity, net_eur, true AS is_issued
  FROM billing.billed_line
  WHERE lower(during) <@ $1::daterange
  UNION ALL
  SELECT community_id, kind, unit, quantity, net_eur, false
  FROM billing.draft_line
  WHERE lower(during) <@ $1::daterange
)
SELECT c.community, l.kind AS component, l.unit,
       coalesce(trim_scale(sum(l.quantity) FILTER (WHERE l.is_issued)), 0) AS quantity,
       coalesce(sum(l.net_eur) FILTER (WHERE l.is_issued), 0) AS net_eur,
       coalesce(trim_scale(sum(l.quantity) FILTER (WHERE NOT l.is_issued)), 0) AS draft_quantity,
       coalesce(sum(l.net_eur) FILTER (WHERE NOT l.is_issued), 0) AS draft_eur,
       count(*) FILTER (WHERE l.is_issued) AS line_count
FROM line AS l
JOIN grid.community AS c USING (community_id)
WHERE $2::text IS NULL OR c.community = $2::text
GROUP BY c.community, l.kind, l.unit
ORDER BY c.community, array_position(ARRAY['standing_charge', 'power', 'energy', 'community', 'tax', 'feed_in',
                                           'community_feed_in'], l.kind), l.unit
