-- Delete what was planned for requests that a newer one of the car has replaced.
--
-- $1 community  text         code; NULL: all
-- $2 as_of      timestamptz  what began before stays
-- returns none
DELETE FROM operate.charge_slot AS s
USING grid.community AS c
WHERE c.community_id = s.community_id AND ($1::text IS NULL OR c.community = $1::text) AND s.starts_at >= $2::timestamptz
  AND EXISTS (
    SELECT FROM grid.charge_request AS r
    WHERE r.community_id = s.community_id AND r.car = s.car AND r.requested_at > s.requested_at
      AND r.requested_at <= $2::timestamptz)
