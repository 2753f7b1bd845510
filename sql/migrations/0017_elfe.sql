-- ELFE's tables as views, so that what reads ELFE's database can read ours: its names, its types, its units.
--
-- Instants are seconds since 1970. community_id comes last: a database of ELFE's holds one community, ours many.
CREATE SCHEMA elfe;

-- What a run tells the devices that have an id in outer systems: 96 steps, zeros after a shorter horizon.
--
-- A machine or vehicle that has been started, or need not be, has no row. A water heater may heat from its newest start on
-- for as long as its plan authorises, so it has a row in each round until then, whether or not that round plans it; starts
-- and duration are there when it does. A start that a newer plan took back before it came is none.
CREATE FUNCTION optimize.published(wanted_id bigint, wanted_run bigint)
RETURNS TABLE (plan_id bigint, outer_id bigint, outer_type integer, result_type integer, decisions integer[],
               starts integer[], duration integer) LANGUAGE sql STABLE AS $$
  SELECT p.plan_id, p.outer_id, p.outer_type, CASE WHEN p.kind IN ('heater', 'thermal_heater') THEN 1 ELSE 0 END,
         (p.decisions || array_fill(0::bigint, ARRAY[96]))[:96]::integer[], NULL::integer[], NULL::integer
  FROM optimize.plan AS p
  WHERE p.community_id = wanted_id AND p.run_id = wanted_run AND p.outer_id IS NOT NULL
    AND CASE WHEN p.kind IN ('machine', 'vehicle') THEN 1 = ANY (p.decisions) ELSE p.kind IN ('heater', 'thermal_heater') END
  UNION ALL
  SELECT w.plan_id, w.outer_id, w.outer_type, 0,
         ARRAY(SELECT (w.from_at <= t.at AND t.at < w.until_at)::integer
               FROM generate_series(0, 95) AS i
               CROSS JOIN LATERAL (SELECT r.starts_at + i * make_interval(secs => r.step_s) AS at) AS t
               ORDER BY i),
         CASE WHEN w.run_id = r.run_id THEN (w.decisions || array_fill(0::bigint, ARRAY[96]))[:96]::integer[] END,
         CASE WHEN w.run_id = r.run_id THEN w.authorised_s END
  FROM optimize.run AS r
  JOIN grid.flexible_device AS f ON f.community_id = r.community_id AND f.kind = 'water_heater' AND f.outer_id IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT p.plan_id, p.run_id, p.outer_id, p.outer_type, p.decisions, p.authorised_s, s.from_at,
           s.from_at + ceil(p.authorised_s / e.step_s::numeric) * make_interval(secs => e.step_s) AS until_at
    FROM optimize.run AS e
    JOIN optimize.plan AS p ON p.community_id = e.community_id AND p.run_id = e.run_id AND p.device = f.device
    CROSS JOIN LATERAL (SELECT e.starts_at + (array_position(p.decisions, 1) - 1) * make_interval(secs => e.step_s)
                          AS from_at) AS s
    WHERE e.community_id = r.community_id AND e.method = r.method AND e.starts_at <= r.starts_at
      AND e.starts_at > r.starts_at - interval '2 days' AND p.outer_id IS NOT NULL AND p.kind = 'water_heater'
      AND 1 = ANY (p.decisions)
      AND NOT EXISTS (
        SELECT
        FROM optimize.run AS n
        JOIN optimize.plan AS o ON o.community_id = n.community_id AND o.run_id = n.run_id AND o.device = p.device
        WHERE n.community_id = e.community_id AND n.method = e.method AND n.starts_at > e.starts_at
          AND n.starts_at <= least(s.from_at, r.starts_at))
    ORDER BY e.starts_at DESC
    LIMIT 1
  ) AS w
  WHERE r.community_id = wanted_id AND r.run_id = wanted_run AND (f.is_piloted OR w.run_id = r.run_id)
$$;

-- Rows of `result` of water heaters that go on heating have the id of the plan that started them.
CREATE VIEW elfe.result AS
SELECT p.plan_id::integer AS id, extract(epoch FROM r.starts_at)::integer AS first_valid_timestamp,
       p.outer_id::integer AS machine_id, p.result_type, coalesce(p.outer_type, 0) AS machine_type,
       decisions[1] AS decisions_0, decisions[2] AS decisions_1, decisions[3] AS decisions_2, decisions[4] AS
       decisions_3, decisions[5] AS decisions_4, decisions[6] AS decisions_5, decisions[7] AS decisions_6,
       decisions[8] AS decisions_7, decisions[9] AS decisions_8, decisions[10] AS decisions_9, decisions[11] AS
       decisions_10, decisions[12] AS decisions_11, decisions[13] AS decisions_12, decisions[14] AS decisions_13,
       decisions[15] AS decisions_14, decisions[16] AS decisions_15, decisions[17] AS decisions_16, decisions[18] AS
       decisions_17, decisions[19] AS decisions_18, decisions[20] AS decisions_19, decisions[21] AS decisions_20,
       decisions[22] AS decisions_21, decisions[23] AS decisions_22, decisions[24] AS decisions_23, decisions[25] AS
       decisions_24, decisions[26] AS decisions_25, decisions[27] AS decisions_26, decisions[28] AS decisions_27,
       decisions[29] AS decisions_28, decisions[30] AS decisions_29, decisions[31] AS decisions_30, decisions[32] AS
       decisions_31, decisions[33] AS decisions_32, decisions[34] AS decisions_33, decisions[35] AS decisions_34,
       decisions[36] AS decisions_35, decisions[37] AS decisions_36, decisions[38] AS decisions_37, decisions[39] AS
       decisions_38, decisions[40] AS decisions_39, decisions[41] AS decisions_40, decisions[42] AS decisions_41,
       decisions[43] AS decisions_42, decisions[44] AS decisions_43, decisions[45] AS decisions_44, decisions[46] AS
       decisions_45, decisions[47] AS decisions_46, decisions[48] AS decisions_47, decisions[49] AS decisions_48,
       decisions[50] AS decisions_49, decisions[51] AS decisions_50, decisions[52] AS decisions_51, decisions[53] AS
       decisions_52, decisions[54] AS decisions_53, decisions[55] AS decisions_54, decisions[56] AS decisions_55,
       decisions[57] AS decisions_56, decisions[58] AS decisions_57, decisions[59] AS decisions_58, decisions[60] AS
       decisions_59, decisions[61] AS decisions_60, decisions[62] AS decisions_61, decisions[63] AS decisions_62,
       decisions[64] AS decisions_63, decisions[65] AS decisions_64, decisions[66] AS decisions_65, decisions[67] AS
       decisions_66, decisions[68] AS decisions_67, decisions[69] AS decisions_68, decisions[70] AS decisions_69,
       decisions[71] AS decisions_70, decisions[72] AS decisions_71, decisions[73] AS decisions_72, decisions[74] AS
       decisions_73, decisions[75] AS decisions_74, decisions[76] AS decisions_75, decisions[77] AS decisions_76,
       decisions[78] AS decisions_77, decisions[79] AS decisions_78, decisions[80] AS decisions_79, decisions[81] AS
       decisions_80, decisions[82] AS decisions_81, decisions[83] AS decisions_82, decisions[84] AS decisions_83,
       decisions[85] AS decisions_84, decisions[86] AS decisions_85, decisions[87] AS decisions_86, decisions[88] AS
       decisions_87, decisions[89] AS decisions_88, decisions[90] AS decisions_89, decisions[91] AS decisions_90,
       decisions[92] AS decisions_91, decisions[93] AS decisions_92, decisions[94] AS decisions_93, decisions[95] AS
       decisions_94, decisions[96] AS decisions_95,
       r.community_id
FROM optimize.run AS r
CROSS JOIN LATERAL optimize.published(r.community_id, r.run_id) AS p
WHERE r.method = 'ems';

CREATE VIEW elfe.result_ecs AS
SELECT p.plan_id::integer AS id, extract(epoch FROM r.starts_at)::integer AS first_valid_timestamp,
       p.outer_id::integer AS machine_id, p.result_type, coalesce(p.outer_type, 0) AS machine_type,
       starts[1] AS decisions_0, starts[2] AS decisions_1, starts[3] AS decisions_2, starts[4] AS decisions_3,
       starts[5] AS decisions_4, starts[6] AS decisions_5, starts[7] AS decisions_6, starts[8] AS decisions_7,
       starts[9] AS decisions_8, starts[10] AS decisions_9, starts[11] AS decisions_10, starts[12] AS decisions_11,
       starts[13] AS decisions_12, starts[14] AS decisions_13, starts[15] AS decisions_14, starts[16] AS decisions_15,
       starts[17] AS decisions_16, starts[18] AS decisions_17, starts[19] AS decisions_18, starts[20] AS decisions_19,
       starts[21] AS decisions_20, starts[22] AS decisions_21, starts[23] AS decisions_22, starts[24] AS decisions_23,
       starts[25] AS decisions_24, starts[26] AS decisions_25, starts[27] AS decisions_26, starts[28] AS decisions_27,
       starts[29] AS decisions_28, starts[30] AS decisions_29, starts[31] AS decisions_30, starts[32] AS decisions_31,
       starts[33] AS decisions_32, starts[34] AS decisions_33, starts[35] AS decisions_34, starts[36] AS decisions_35,
       starts[37] AS decisions_36, starts[38] AS decisions_37, starts[39] AS decisions_38, starts[40] AS decisions_39,
       starts[41] AS decisions_40, starts[42] AS decisions_41, starts[43] AS decisions_42, starts[44] AS decisions_43,
       starts[45] AS decisions_44, starts[46] AS decisions_45, starts[47] AS decisions_46, starts[48] AS decisions_47,
       starts[49] AS decisions_48, starts[50] AS decisions_49, starts[51] AS decisions_50, starts[52] AS decisions_51,
       starts[53] AS decisions_52, starts[54] AS decisions_53, starts[55] AS decisions_54, starts[56] AS decisions_55,
       starts[57] AS decisions_56, starts[58] AS decisions_57, starts[59] AS decisions_58, starts[60] AS decisions_59,
       starts[61] AS decisions_60, starts[62] AS decisions_61, starts[63] AS decisions_62, starts[64] AS decisions_63,
       starts[65] AS decisions_64, starts[66] AS decisions_65, starts[67] AS decisions_66, starts[68] AS decisions_67,
       starts[69] AS decisions_68, starts[70] AS decisions_69, starts[71] AS decisions_70, starts[72] AS decisions_71,
       starts[73] AS decisions_72, starts[74] AS decisions_73, starts[75] AS decisions_74, starts[76] AS decisions_75,
       starts[77] AS decisions_76, starts[78] AS decisions_77, starts[79] AS decisions_78, starts[80] AS decisions_79,
       starts[81] AS decisions_80, starts[82] AS decisions_81, starts[83] AS decisions_82, starts[84] AS decisions_83,
       starts[85] AS decisions_84, starts[86] AS decisions_85, starts[87] AS decisions_86, starts[88] AS decisions_87,
       starts[89] AS decisions_88, starts[90] AS decisions_89, starts[91] AS decisions_90, starts[92] AS decisions_91,
       starts[93] AS decisions_92, starts[94] AS decisions_93, starts[95] AS decisions_94, starts[96] AS decisions_95,
       p.duration, r.community_id
FROM optimize.run AS r
CROSS JOIN LATERAL optimize.published(r.community_id, r.run_id) AS p
WHERE r.method = 'ems' AND p.duration IS NOT NULL;

-- The newest forecast of each quarter hour: production above consumption, W.
CREATE VIEW elfe.prediction AS
SELECT extract(epoch FROM starts_at)::integer AS data_timestamp,
       trunc((production_wh - consumption_wh) * 3600 / slot_s)::integer AS power, community_id
FROM aggregate.outlook
WHERE production_wh IS NOT NULL AND consumption_wh IS NOT NULL;

-- The cycle that each machine has in use. Its values are in optimize.cycle; csv is what ELFE would have called the file.
CREATE VIEW elfe.machine AS
SELECT (row_number() OVER (ORDER BY d.community_id, d.device))::integer AS id_machine, d.outer_id::integer AS id_machine_elfe,
       coalesce(s.start_w, 40) AS threshold_begin, coalesce(s.end_w, 40) AS threshold_end,
       coalesce(s.period_s, 900) AS period, coalesce(s.gap, 1) AS period_count, coalesce(d.outer_type, 0) AS id_type,
       d.community_id, d.device
FROM grid.flexible_device AS d
LEFT JOIN optimize.cycle_setting AS s USING (community_id, device)
WHERE d.kind = 'machine';

CREATE VIEW elfe.cycledata AS
SELECT (row_number() OVER (ORDER BY c.community_id, c.device, c.starts_at))::integer AS id_cycle_data,
       extract(epoch FROM c.starts_at)::integer AS start_time,
       m.id_machine || '_' || m.id_machine || '_' || extract(epoch FROM c.starts_at)::integer || '.csv' AS csv,
       cardinality(c.profile) * c.step_s AS duree, NULL::integer AS moved_timestamp, c.community_id, c.device
FROM optimize.cycle_in_use AS c
JOIN elfe.machine AS m USING (community_id, device)
UNION ALL
SELECT 0, 0, 'default.csv', 4, NULL, NULL, NULL;

-- A machine of which no cycle was learned has the default one, 0.
CREATE VIEW elfe.cycle AS
SELECT m.id_machine AS id_cycle, m.id_machine, coalesce(c.id_cycle_data, 0) AS id_cycle_data,
       'default_cycle_for_machine(' || m.id_machine_elfe || ')' AS name, m.community_id
FROM elfe.machine AS m
LEFT JOIN elfe.cycledata AS c USING (community_id, device);

-- Quarter hours and whole kelvins. An hour's value holds for its four quarter hours.
CREATE VIEW elfe.historyinitialweather AS
SELECT (row_number() OVER (ORDER BY w.community_id, w.issued_at, w.starts_at, q.quarter))::integer AS id_forecast_data,
       extract(epoch FROM w.issued_at)::integer AS forecast_timestamp,
       extract(epoch FROM w.starts_at)::integer + 900 * q.quarter AS wheather_timestamp,
       trunc(w.temperature_c)::integer + 273 AS temperature, w.wind_kmh::integer AS wind_speed,
       w.gust_kmh::integer AS gust_speed, w.wind_deg::integer AS wind_direction, NULL::integer AS sun_hours, w.community_id
FROM grid.weather AS w
CROSS JOIN generate_series(0, 3) AS q (quarter);

-- The newest issue of each hour.
CREATE VIEW elfe.initialweather AS
SELECT DISTINCT ON (community_id, wheather_timestamp)
       wheather_timestamp, temperature, wind_speed, gust_speed, wind_direction, sun_hours, community_id
FROM elfe.historyinitialweather
ORDER BY community_id, wheather_timestamp, forecast_timestamp DESC;

-- The newest temperature of each device, hundredths of a kelvin.
CREATE VIEW elfe.devicetemperaturedata AS
SELECT DISTINCT ON (t.community_id, t.device)
       d.outer_id::integer AS id_elfe, extract(epoch FROM t.measured_at)::integer AS data_timestamp,
       (100 * t.temperature_c)::integer + 27315 AS temperature, t.community_id
FROM grid.temperature AS t
JOIN grid.flexible_device AS d USING (community_id, device)
ORDER BY t.community_id, t.device, t.measured_at DESC;

CREATE VIEW elfe.ems_ecs AS
SELECT d.outer_id::integer AS elfe_zabbix_id, round(e.energy_wh)::integer AS last_energy, e.community_id
FROM optimize.water_energy_in_use AS e
JOIN grid.flexible_device AS d USING (community_id, device);

-- Models belong to no community.
CREATE VIEW elfe.ems_modele_thermique AS
SELECT model_id AS id, r_k_per_w::real AS r_th, c_j_per_k::integer AS c_th, NULL::bigint AS community_id
FROM optimize.thermal_model;
