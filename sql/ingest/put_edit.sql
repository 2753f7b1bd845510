-- Enter an edit, or the undoing of one.
--
-- $1  edit_id         bigint
-- $2  community_id    bigint
-- $3  meter_id        bigint
-- $4  register        smallint
-- $5  starts_at       timestamptz
-- $6  ends_at         timestamptz
-- $7  kind            text
-- $8  argument        text         NULL: the kind says all
-- $9  reason          text
-- $10 user            text
-- $11 made_at         timestamptz  the clock of the run
-- $12 interval_count  integer
-- $13 before_count    integer      intervals with a value
-- $14 before_wh       numeric
-- $15 after_count     integer
-- $16 after_wh        numeric
-- $17 undoes          bigint       the edit that is undone; NULL: none
-- $18 batch_id        bigint       NULL: of an undoing
-- $19 run_id          bigint       NULL: not entered into the ledger
-- returns none
INSERT INTO ingest.edit (edit_id, community_id, meter_id, register, starts_at, ends_at, kind, argument, reason, "user", made_at,
  entered_at, interval_count, before_count, before_wh, after_count, after_wh, undoes, batch_id, run_id)
VALUES ($1::bigint, $2::bigint, $3::bigint, $4::smallint, $5::timestamptz, $6::timestamptz, $7::text, $8::text, $9::text, $10::text,
  $11::timestamptz, clock_timestamp(), $12::integer, $13::integer, $14::numeric, $15::integer, $16::numeric, $17::bigint,
  $18::bigint, $19::bigint)
