-- Enter a dump of which nothing was loaded.
--
-- The same name again is the same dump, received when it was first, unless one of its sender was loaded meanwhile.
--
-- $1 file         text
-- $2 received_at  timestamptz
-- $3 refused_at   timestamptz  the clock of the run
-- $4 community    text         code; NULL: none was named
-- $5 reason       text
-- returns none
INSERT INTO ingest.refusal AS r (file, received_at, refused_at, community_id, reason)
SELECT $1::text, $2::timestamptz, $3::timestamptz,
       (SELECT community_id FROM grid.community WHERE community = $4::text), $5::text
ON CONFLICT (file) DO UPDATE
SET refused_at = excluded.refused_at, community_id = excluded.community_id, reason = excluded.reason,
    received_at = CASE
      WHEN EXISTS (SELECT FROM ingest.batch AS b
                   WHERE b.rank = 1 AND ingest.series(b.file) = ingest.series(r.file) AND b.received_at >= r.received_at)
      THEN excluded.received_at ELSE r.received_at END
