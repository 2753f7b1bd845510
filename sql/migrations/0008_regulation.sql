-- Directives for devices, and the charging of cars.

-- What devices were told. A directive holds until it expires or a newer one follows; then a device is on AUTO.
CREATE TABLE operate.directive (
  community_id  bigint NOT NULL REFERENCES grid.community,
  device        text NOT NULL,
  issued_at     timestamptz NOT NULL,
  origin        text NOT NULL,
  state         text NOT NULL,
  reason        text NOT NULL,
  power_w       bigint NOT NULL,
  expires_at    timestamptz NOT NULL,
  PRIMARY KEY (community_id, device, issued_at, origin),
  CONSTRAINT origin_known CHECK (origin IN ('automatic', 'operator')),
  CONSTRAINT state_known CHECK (state IN ('ON', 'OFF', 'AUTO')),
  CONSTRAINT expires_within_week CHECK (expires_at > issued_at AND expires_at <= issued_at + interval '168 hours')
);
COMMENT ON TABLE operate.directive IS 'Every directive that was issued; of two of one instant the operator''s is the newer.';
COMMENT ON COLUMN operate.directive.state IS 'OFF: it is cut; AUTO: it decides itself; ON: it runs, and is not cut.';
COMMENT ON COLUMN operate.directive.power_w IS 'What the device was declared to draw.';
SELECT ops.distribute('operate.directive');
SELECT ops.append_only('operate.directive');

-- What cars asked for. The newest request of a car is the one that counts.
CREATE TABLE grid.charge_request (
  community_id    bigint NOT NULL REFERENCES grid.community,
  car             text NOT NULL,
  requested_at    timestamptz NOT NULL,
  soc_percent     numeric(5,2) NOT NULL,
  target_percent  numeric(5,2) NOT NULL,
  deadline        timestamptz NOT NULL,
  power_w         bigint NOT NULL,
  energy_wh       bigint NOT NULL,
  PRIMARY KEY (community_id, car, requested_at),
  CONSTRAINT percents_in_range CHECK (soc_percent BETWEEN 0 AND 100 AND target_percent BETWEEN 0 AND 100),
  CONSTRAINT deadline_after_request CHECK (deadline > requested_at),
  CONSTRAINT energy_not_negative CHECK (power_w > 0 AND energy_wh >= 0)
);
COMMENT ON COLUMN grid.charge_request.community_id IS 'The community of the car''s meter on the day of the request.';
COMMENT ON COLUMN grid.charge_request.power_w IS 'The greatest power the car charges with.';
COMMENT ON COLUMN grid.charge_request.energy_wh IS
  'What it lacks to its target, rounded up to the Wh; nothing is lost while charging.';
SELECT ops.distribute('grid.charge_request');

CREATE TABLE operate.charge_decision (
  community_id  bigint NOT NULL REFERENCES grid.community,
  car           text NOT NULL,
  requested_at  timestamptz NOT NULL,
  decided_at    timestamptz NOT NULL,
  decision      text NOT NULL,
  grant_at      timestamptz NOT NULL,
  reason        text NOT NULL,
  power_w       bigint NOT NULL,
  PRIMARY KEY (community_id, car, requested_at, decided_at),
  CONSTRAINT decision_known CHECK (decision IN ('grant', 'defer')),
  CONSTRAINT granted_at_once CHECK ((decision = 'grant') = (grant_at = decided_at) AND grant_at >= decided_at)
);
COMMENT ON COLUMN operate.charge_decision.grant_at IS 'A deferral: when the request is decided again.';
SELECT ops.distribute('operate.charge_decision');
SELECT ops.append_only('operate.charge_decision');

-- When cars charge, in quarter hours; planned again at will.
CREATE TABLE operate.charge_slot (
  community_id  bigint NOT NULL REFERENCES grid.community,
  car           text NOT NULL,
  starts_at     timestamptz NOT NULL,
  requested_at  timestamptz NOT NULL,
  power_w       bigint NOT NULL,
  PRIMARY KEY (community_id, car, starts_at),
  CONSTRAINT starts_on_quarter CHECK (date_bin('15 min', starts_at, '2000-01-01Z') = starts_at),
  CONSTRAINT whole_energy CHECK (power_w > 0 AND power_w % 4 = 0)
);
COMMENT ON COLUMN operate.charge_slot.power_w IS 'Mean power of the quarter hour: four times its Wh.';
SELECT ops.distribute('operate.charge_slot');
