-- What plans need beside the wishes: thermal models of rooms, emissions of the grid's energy, and the weather in full.

-- Which device of a coordination database a row is; a plan's results go back under the same id.
ALTER TABLE grid.flexible_device
  ADD CONSTRAINT coordination_names_its_device CHECK (source <> 'coordination' OR outer_id IS NOT NULL),
  ADD CONSTRAINT one_row_a_coordination_device UNIQUE (community_id, source, outer_id);

-- A room as one resistance and one capacity. The three that come with the program have a time constant of 3.6 h.
CREATE TABLE optimize.thermal_model (
  model_id     integer PRIMARY KEY,
  model        text NOT NULL UNIQUE,
  r_k_per_w    double precision NOT NULL,
  c_j_per_k    double precision NOT NULL,
  CONSTRAINT resistance_positive CHECK (r_k_per_w > 0 AND r_k_per_w <= 100),
  CONSTRAINT capacity_positive CHECK (c_j_per_k > 0 AND c_j_per_k <= 1e12)
);
COMMENT ON COLUMN optimize.thermal_model.model_id IS 'ELFE''s modele_thermique_id.';
COMMENT ON COLUMN optimize.thermal_model.model IS 'The name that files use for it.';
SELECT ops.replicate('optimize.thermal_model');

-- Dwellings that need 13.5, 11.5 and 9.35 MWh a year: R = 6 K / mean power, C = 12 h x mean power / 20 K.
INSERT INTO optimize.thermal_model (model_id, model, r_k_per_w, c_j_per_k)
VALUES (0, 'bad', 0.00389333, 3328767), (1, 'medium', 0.00457043, 2835616), (2, 'good', 0.00562139, 2305479);

-- What a kWh of a market's grid emits.
CREATE TABLE grid.emission (
  market      text NOT NULL,
  starts_at   timestamptz NOT NULL,
  interval_s  integer NOT NULL,
  g_kwh       numeric(7,3) NOT NULL,
  PRIMARY KEY (market, starts_at),
  CONSTRAINT interval_known CHECK (interval_s IN (900, 1800, 3600)),
  CONSTRAINT not_negative CHECK (g_kwh >= 0)
);
COMMENT ON COLUMN grid.emission.market IS 'The bidding zone, under the name that its prices have.';
COMMENT ON COLUMN grid.emission.g_kwh IS 'Grams of CO2 equivalent a kWh.';
SELECT ops.replicate('grid.emission');

ALTER TABLE grid.weather
  ADD COLUMN wind_kmh smallint,
  ADD COLUMN gust_kmh smallint,
  ADD COLUMN wind_deg smallint,
  ADD CONSTRAINT wind_on_earth CHECK (wind_kmh BETWEEN 0 AND 500 AND gust_kmh BETWEEN 0 AND 500 AND wind_deg BETWEEN 0 AND 360);
COMMENT ON COLUMN grid.weather.wind_kmh IS 'At the start of the hour, as gusts and direction; NULL: not told.';
COMMENT ON COLUMN grid.weather.wind_deg IS 'Where it comes from: 90 is east.';
