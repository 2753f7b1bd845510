-- Which method each forecast was made with and why, and the newest forecast of every quarter hour.
CREATE TABLE aggregate.forecast_choice (
  community_id       bigint NOT NULL,
  quantity           text NOT NULL,
  issued_at          timestamptz NOT NULL,
  method             text NOT NULL,
  reason             text NOT NULL,
  error_percent      numeric,
  point_count        bigint NOT NULL,
  runner_up          text,
  runner_up_percent  numeric,
  slot_count         integer NOT NULL,
  PRIMARY KEY (community_id, quantity, issued_at),
  CONSTRAINT quantity_known CHECK (quantity IN ('consumption', 'production')),
  CONSTRAINT method_known CHECK (method IN ('persistence', 'last_year', 'profile')),
  CONSTRAINT reason_known CHECK (reason IN ('backtest', 'asked', 'only', 'untested')),
  CONSTRAINT runner_up_is_another CHECK (runner_up <> method)
);
COMMENT ON COLUMN aggregate.forecast_choice.reason IS
  'backtest: the least error in the last four weeks; asked: by the user; only: no other had readings; untested: nothing to compare with.';
COMMENT ON COLUMN aggregate.forecast_choice.error_percent IS
  'Absolute errors of the last four weeks'' forecasts / the sum that came; NULL: not tested.';
COMMENT ON COLUMN aggregate.forecast_choice.point_count IS 'Quarter hours that the error was measured on.';
COMMENT ON COLUMN aggregate.forecast_choice.slot_count IS 'Quarter hours foretold; those without a forecast have no row.';
SELECT ops.distribute('aggregate.forecast_choice');

CREATE INDEX forecast_slot ON aggregate.forecast (community_id, starts_at, issued_at);

-- Every issue by the chosen methods. NULL: the method had nothing to go by; it is not zero.
CREATE VIEW aggregate.issued_outlook AS
SELECT f.community_id, f.starts_at, f.issued_at, max(f.slot_s) AS slot_s,
       max(f.wh) FILTER (WHERE f.quantity = 'consumption') AS consumption_wh,
       max(f.wh) FILTER (WHERE f.quantity = 'production') AS production_wh
FROM aggregate.forecast AS f
JOIN aggregate.forecast_choice AS h USING (community_id, quantity, issued_at, method)
GROUP BY f.community_id, f.starts_at, f.issued_at;

-- The newest issue of each quarter hour. Who has a clock picks the newest issue up to it from issued_outlook.
CREATE VIEW aggregate.outlook AS
SELECT DISTINCT ON (community_id, starts_at)
       community_id, starts_at, slot_s, issued_at, consumption_wh, production_wh
FROM aggregate.issued_outlook
ORDER BY community_id, starts_at, issued_at DESC;
