-- Take meter days out of the queue of those to be validated.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]  one element a meter day, as in $3
-- $3 days          date[]
-- returns none
DELETE FROM ingest.unvalidated AS q
USING unnest($2::bigint[], $3::date[]) AS k (meter_id, day)
WHERE q.community_id = $1::bigint AND q.meter_id = k.meter_id AND q.day = k.day
