-- Take the validated days out of the queue.
--
-- $1 community_id  bigint
-- returns none
DELETE FROM ingest.unvalidated AS q
USING validated_day AS d
WHERE q.community_id = $1::bigint AND q.meter_id = d.meter_id AND q.day = d.day
