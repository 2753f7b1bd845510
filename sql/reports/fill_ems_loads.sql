-- Put what the plans in force gave each device in each step into the session's table, from that of the steps.
--
-- returns none
INSERT INTO ems_load
SELECT community_id, s.method, p.device, p.kind, s.starts_at, s.ends_at, s.day, p.load[s.index],
       p.kind NOT IN ('heater', 'thermal_heater') OR p.decisions[s.index] = 1
FROM ems_step AS s
JOIN optimize.plan AS p USING (community_id, run_id)
WHERE p.load[s.index] <> 0
