-- Keep which method a forecast was made with, and why.
--
-- $1  community_id       bigint
-- $2  quantity           text
-- $3  issued_at          timestamptz
-- $4  method             text
-- $5  reason             text         backtest, asked, only or untested
-- $6  error_percent      numeric      NULL: not tested
-- $7  point_count        bigint
-- $8  runner_up          text         NULL: none
-- $9  runner_up_percent  numeric
-- $10 slot_count         integer
-- returns none
INSERT INTO aggregate.forecast_choice (community_id, quantity, issued_at, method, reason, error_percent, point_count,
  runner_up, runner_up_percent, slot_count)
VALUES ($1::bigint, $2::text, $3::timestamptz, $4::text, $5::text, $6::numeric, $7::bigint, $8::text, $9::numeric,
  $10::integer)
