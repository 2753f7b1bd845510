-- What the operator's day works with: plants, devices, batteries, prices, weather, keys of sharing; and the outbox.

-- What the operator decides: requests, notices, directives, charging, the state of batteries, offers.
CREATE SCHEMA operate;

-- A plant of a supplier feeds one community. max_w 0: it stands still.
CREATE TABLE grid.plant (
  plant_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plant         text NOT NULL,
  supplier      text NOT NULL,
  community_id  bigint NOT NULL REFERENCES grid.community,
  meter_id      bigint REFERENCES grid.meter,
  min_w         bigint NOT NULL DEFAULT 0,
  max_w         bigint NOT NULL,
  during        daterange NOT NULL,
  CONSTRAINT limits_in_order CHECK (0 <= min_w AND min_w <= max_w),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_plant_at_a_time EXCLUDE USING gist (plant WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.plant.meter_id IS 'The meter that measures what it produces; NULL: none does.';
COMMENT ON COLUMN grid.plant.during IS 'Local days of the community, half-open.';
SELECT ops.replicate('grid.plant');

-- Only what is declared here is ever switched, and of it only what is not essential.
CREATE TABLE grid.device (
  device_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device       text NOT NULL,
  meter_id     bigint NOT NULL REFERENCES grid.meter,
  kind         text NOT NULL,
  power_w      bigint NOT NULL,
  essential    boolean NOT NULL,
  capacity_wh  bigint,
  during       daterange NOT NULL,
  CONSTRAINT kind_known CHECK (kind IN ('appliance', 'water_heater', 'heating', 'car')),
  CONSTRAINT power_positive CHECK (power_w > 0),
  CONSTRAINT car_has_capacity CHECK ((kind = 'car') = (capacity_wh IS NOT NULL) AND capacity_wh > 0),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_device_at_a_time EXCLUDE USING gist (device WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.device.power_w IS 'What it draws when it is on; a car: the greatest power it charges with.';
COMMENT ON COLUMN grid.device.capacity_wh IS 'Of a car''s battery; NULL for everything else.';
SELECT ops.replicate('grid.device');

-- A battery stands behind a household's meter, or belongs to a whole community.
CREATE TABLE grid.battery (
  battery_id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  battery             text NOT NULL,
  meter_id            bigint REFERENCES grid.meter,
  community_id        bigint REFERENCES grid.community,
  capacity_wh         bigint NOT NULL,
  min_percent         numeric(5,2) NOT NULL DEFAULT 0,
  max_charge_w        bigint NOT NULL,
  max_discharge_w     bigint NOT NULL,
  efficiency_percent  numeric(5,2) NOT NULL,
  initial_wh          bigint NOT NULL,
  during              daterange NOT NULL,
  CONSTRAINT one_owner CHECK (num_nonnulls(meter_id, community_id) = 1),
  CONSTRAINT capacity_positive CHECK (capacity_wh > 0),
  CONSTRAINT powers_not_negative CHECK (max_charge_w >= 0 AND max_discharge_w >= 0),
  CONSTRAINT percents_in_range CHECK (0 <= min_percent AND min_percent < 100 AND 0 < efficiency_percent AND efficiency_percent <= 100),
  CONSTRAINT initial_within_capacity CHECK (initial_wh BETWEEN capacity_wh * min_percent / 100 AND capacity_wh),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_battery_at_a_time EXCLUDE USING gist (battery WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.battery.efficiency_percent IS 'Round trip: what comes out of what went in, lost while charging.';
COMMENT ON COLUMN grid.battery.initial_wh IS 'State of charge at the start of its first day.';
SELECT ops.replicate('grid.battery');

-- Prices of a market, such as the day-ahead auction's.
CREATE TABLE grid.price (
  market      text NOT NULL,
  starts_at   timestamptz NOT NULL,
  interval_s  integer NOT NULL,
  eur_mwh     numeric(10,2) NOT NULL,
  PRIMARY KEY (market, starts_at),
  CONSTRAINT interval_known CHECK (interval_s IN (900, 1800, 3600))
);
COMMENT ON COLUMN grid.price.eur_mwh IS 'EUR a MWh; below zero when the market pays for consumption.';
SELECT ops.replicate('grid.price');

-- Temperatures, observed or foretold: what was known when.
CREATE TABLE grid.weather (
  community_id   bigint NOT NULL REFERENCES grid.community,
  starts_at      timestamptz NOT NULL,
  issued_at      timestamptz NOT NULL,
  temperature_c  numeric(5,2) NOT NULL,
  PRIMARY KEY (community_id, starts_at, issued_at),
  CONSTRAINT temperature_on_earth CHECK (temperature_c BETWEEN -90 AND 60)
);
COMMENT ON TABLE grid.weather IS 'Hourly means; issued_at <= starts_at: a forecast, later: an observation.';
SELECT ops.distribute('grid.weather');

-- How a community shares its surplus, from a day on.
CREATE TABLE grid.sharing_key (
  community_id  bigint NOT NULL REFERENCES grid.community,
  key           text NOT NULL,
  during        daterange NOT NULL,
  CONSTRAINT key_known CHECK (key IN ('static', 'prorata', 'dynamic', 'full_dynamic', 'priority')),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_key_at_a_time EXCLUDE USING gist (community_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED
);
SELECT ops.replicate('grid.sharing_key');

-- Shares of a static key, ranks of a priority key.
CREATE TABLE grid.sharing_member (
  community_id  bigint NOT NULL REFERENCES grid.community,
  meter_id      bigint NOT NULL REFERENCES grid.meter,
  during        daterange NOT NULL,
  coefficient   numeric(7,6),
  rank          integer,
  CONSTRAINT coefficient_is_share CHECK (coefficient BETWEEN 0 AND 1),
  CONSTRAINT rank_positive CHECK (rank > 0),
  CONSTRAINT one_of_both CHECK (num_nonnulls(coefficient, rank) = 1),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_share_at_a_time EXCLUDE USING gist (community_id WITH =, meter_id WITH =, during WITH &&)
    DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.sharing_member.coefficient IS 'Share of each slot''s surplus; a day''s shares add up to 1.000000.';
COMMENT ON COLUMN grid.sharing_member.rank IS 'Served in this order; equal ranks by their import.';
SELECT ops.replicate('grid.sharing_member');

-- Coefficients of each slot: of the whole surplus (dynamic key), or of one producer's (full dynamic key).
CREATE TABLE grid.sharing_slot (
  community_id       bigint NOT NULL REFERENCES grid.community,
  starts_at          timestamptz NOT NULL,
  producer_meter_id  bigint NOT NULL,
  meter_id           bigint NOT NULL REFERENCES grid.meter,
  coefficient        numeric(7,6) NOT NULL,
  PRIMARY KEY (community_id, starts_at, producer_meter_id, meter_id),
  CONSTRAINT coefficient_is_share CHECK (coefficient BETWEEN 0 AND 1)
);
COMMENT ON COLUMN grid.sharing_slot.producer_meter_id IS 'Whose surplus is shared; 0: everybody''s together.';
SELECT ops.distribute('grid.sharing_slot');

-- Members' parts of the community's surplus: what each took over from the others, and what the others took of its own.
CREATE TABLE aggregate.allocation (
  community_id   bigint NOT NULL,
  meter_id       bigint NOT NULL,
  day            date NOT NULL,
  key            text NOT NULL,
  slot_s         integer NOT NULL,
  exponent       smallint NOT NULL,
  shared_in      bigint[] NOT NULL,
  shared_out     bigint[] NOT NULL,
  shared_in_wh   numeric NOT NULL,
  shared_out_wh  numeric NOT NULL,
  PRIMARY KEY (community_id, meter_id, day)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN aggregate.allocation.shared_in IS 'Wh x 10^exponent of each slot of the local day, never above its import.';
COMMENT ON COLUMN aggregate.allocation.shared_out IS 'The same of its export; the community''s sums of both are equal in each slot.';
SELECT ops.distribute('aggregate.allocation');

CREATE TABLE ops.stale_allocation (
  community_id  bigint NOT NULL,
  day           date NOT NULL,
  PRIMARY KEY (community_id, day)
);
COMMENT ON TABLE ops.stale_allocation IS 'Community days whose allocation is older than their totals or their key.';

-- What each run foretold of each community; kept, so that methods can be compared with what came.
CREATE TABLE aggregate.forecast (
  community_id  bigint NOT NULL,
  quantity      text NOT NULL,
  method        text NOT NULL,
  issued_at     timestamptz NOT NULL,
  starts_at     timestamptz NOT NULL,
  slot_s        integer NOT NULL,
  wh            numeric NOT NULL,
  PRIMARY KEY (community_id, quantity, method, issued_at, starts_at),
  CONSTRAINT quantity_known CHECK (quantity IN ('consumption', 'production')),
  CONSTRAINT method_known CHECK (method IN ('persistence', 'last_year', 'profile')),
  CONSTRAINT not_negative CHECK (wh >= 0)
);
SELECT ops.distribute('aggregate.forecast');

-- Messages to the outside, each once: the key says what it is about. Sending marks them.
CREATE TABLE ops.outbox (
  outbox_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic         text NOT NULL,
  key           text NOT NULL,
  community     text NOT NULL,
  happened_at   timestamptz NOT NULL,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz,
  sent_at       timestamptz,
  message       json NOT NULL,
  CONSTRAINT once UNIQUE (topic, key),
  CONSTRAINT topic_known CHECK (topic IN ('autarky', 'directive', 'supplier-request', 'demand', 'charge'))
);
COMMENT ON COLUMN ops.outbox.key IS 'Natural key: a second run that finds the same puts nothing.';
COMMENT ON COLUMN ops.outbox.happened_at IS 'The instant the message is about.';
COMMENT ON COLUMN ops.outbox.expires_at IS 'From then on it is of no use and is not sent; NULL: never.';
