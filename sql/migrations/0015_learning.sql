-- What readings teach about flexible devices: cycles of machines, energies of water heaters, temperatures of rooms.

-- How a machine's cycles are told from the rest. Without a row: 40 W, 40 W, 900 s, 1.
CREATE TABLE optimize.cycle_setting (
  community_id  bigint NOT NULL REFERENCES grid.community,
  device        text NOT NULL,
  start_w       integer NOT NULL,
  end_w         integer NOT NULL,
  period_s      integer NOT NULL,
  gap           integer NOT NULL,
  PRIMARY KEY (community_id, device),
  CONSTRAINT thresholds_not_negative CHECK (start_w >= 0 AND end_w >= 0),
  CONSTRAINT period_within_an_hour CHECK (period_s BETWEEN 60 AND 3600),
  CONSTRAINT gap_within_a_day CHECK (gap BETWEEN 0 AND 96)
);
COMMENT ON COLUMN optimize.cycle_setting.start_w IS 'A cycle begins with the first power above this.';
COMMENT ON COLUMN optimize.cycle_setting.end_w IS 'It ends when more than gap means of period_s follow each other below this.';
SELECT ops.distribute('optimize.cycle_setting');

-- Cycles that were learned; all are kept.
CREATE TABLE optimize.cycle (
  community_id  bigint NOT NULL REFERENCES grid.community,
  device        text NOT NULL,
  starts_at     timestamptz NOT NULL,
  step_s        integer NOT NULL,
  profile       bigint[] NOT NULL,
  energy_wh     numeric NOT NULL,
  start_w       integer NOT NULL,
  end_w         integer NOT NULL,
  period_s      integer NOT NULL,
  gap           integer NOT NULL,
  learned_at    timestamptz NOT NULL,
  PRIMARY KEY (community_id, device, starts_at),
  CONSTRAINT profile_has_steps CHECK (cardinality(profile) > 0),
  CONSTRAINT step_positive CHECK (step_s > 0)
);
COMMENT ON COLUMN optimize.cycle.profile IS 'Mean power of each step, mW.';
COMMENT ON COLUMN optimize.cycle.start_w IS 'The settings that it was found with, as in optimize.cycle_setting.';
SELECT ops.distribute('optimize.cycle');

CREATE VIEW optimize.cycle_in_use AS
SELECT DISTINCT ON (community_id, device)
       community_id, device, starts_at, step_s, profile, energy_wh, start_w, end_w, period_s, gap, learned_at
FROM optimize.cycle
ORDER BY community_id, device, starts_at DESC;
COMMENT ON VIEW optimize.cycle_in_use IS 'The newest cycle of each machine.';

-- What water heaters used in 24 hours; all are kept.
CREATE TABLE optimize.water_energy (
  community_id    bigint NOT NULL REFERENCES grid.community,
  device          text NOT NULL,
  ends_at         timestamptz NOT NULL,
  energy_wh       numeric NOT NULL,
  expected_count  integer NOT NULL,
  known_count     integer NOT NULL,
  older_count     integer NOT NULL,
  PRIMARY KEY (community_id, device, ends_at),
  CONSTRAINT energy_not_negative CHECK (energy_wh >= 0),
  CONSTRAINT counted CHECK (known_count > 0 AND older_count >= 0 AND known_count + older_count <= expected_count)
);
COMMENT ON COLUMN optimize.water_energy.ends_at IS 'The end of the 24 hours: that of the last interval known then.';
COMMENT ON COLUMN optimize.water_energy.known_count IS 'Intervals of the 24 hours that were known.';
COMMENT ON COLUMN optimize.water_energy.older_count IS
  'Intervals that were not, and count as at the same time of the day before, or of the last of seven days known.';
SELECT ops.distribute('optimize.water_energy');

CREATE VIEW optimize.water_energy_in_use AS
SELECT DISTINCT ON (community_id, device)
       community_id, device, ends_at, energy_wh, expected_count, known_count, older_count
FROM optimize.water_energy
ORDER BY community_id, device, ends_at DESC;
COMMENT ON VIEW optimize.water_energy_in_use IS 'The newest energy of each water heater.';

-- Temperatures measured by flexible devices, as of the room that one heats; all are kept.
CREATE TABLE grid.temperature (
  community_id   bigint NOT NULL REFERENCES grid.community,
  device         text NOT NULL,
  measured_at    timestamptz NOT NULL,
  temperature_c  numeric(5,2) NOT NULL,
  PRIMARY KEY (community_id, device, measured_at),
  CONSTRAINT temperature_on_earth CHECK (temperature_c BETWEEN -90 AND 60)
);
SELECT ops.distribute('grid.temperature');
