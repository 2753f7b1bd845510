import Support

/// Two communities of Paris with three meters, around both clock changes of 2025.
///
/// A quarter hour of slot s uses 100 + s + 50 x meter Wh and, at A2, produces 600 Wh in the slots 41 to 60. Missing
/// is A1 on 2025-04-01 the hour from 05:00 and the quarter hour from 07:15, and A1 on 2025-04-02 all day, without a row.
enum Fixture {
  static func fill(_ database: TestDatabase) throws {
    try database.script(registry)
    try database.script(readings)
    try database.script(totals)
    try database.script(bills)
  }

  private static let registry = """
    INSERT INTO grid.community (community, name, zone) VALUES
      ('CA', 'Les Landes', 'Europe/Paris'), ('CB', 'Bourg', 'Europe/Paris'), ('CE', 'Empty', 'Europe/Paris');
    INSERT INTO grid.customer (customer, name) VALUES ('K1', 'Anna Secret'), ('K2', 'Bert Secret'), ('K3', 'Cleo Secret');
    INSERT INTO grid.meter (meter, interval_s, kind) VALUES
      ('A1', 900, 'household'), ('A2', 900, 'household'), ('B1', 300, 'household'), ('B0', 900, 'household');
    INSERT INTO grid.membership (meter_id, community_id, during) VALUES
      (1, 1, '[2025-01-01,)'), (2, 1, '[2025-01-01,)'), (3, 2, '[2025-03-28,)');
    INSERT INTO grid.tariff (tariff) VALUES ('T');
    INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during) VALUES
      ('V1', 1, 1, 'consumption', 1, '[2025-01-01,2025-04-02)'), ('V2', 3, 1, 'consumption', 1, '[2025-04-02,)'),
      ('V3', 2, 2, 'consumption', 1, '[2025-01-01,)'), ('V4', 2, 2, 'production', 1, '[2025-01-01,)');
    """

  private static let readings = """
    CREATE SCHEMA fixture;
    CREATE TABLE fixture.slot AS
    SELECT CASE WHEN m < 3 THEN 1 ELSE 2 END AS community_id, m AS meter_id, day::date AS day, s AS slot,
           grid.day_start(day::date, 'Europe/Paris') + (s - 1) * interval '15 min' AS starts_at,
           100 + s + 50 * m + CASE WHEN m = 3 THEN (300 - (100 + s + 150) % 3) % 3 ELSE 0 END AS used,
           CASE WHEN m = 2 AND s BETWEEN 41 AND 60 THEN 600 ELSE 0 END AS made,
           NOT (m = 1 AND (day = '2025-04-02' OR day = '2025-04-01' AND (s BETWEEN 21 AND 24 OR s = 30))) AS known
    FROM generate_series(1, 3) AS m,
         (SELECT generate_series('2025-03-28'::timestamp, '2025-04-02', '1 day') AS day
          UNION ALL SELECT '2025-10-26') AS d,
         generate_series(1, CASE day WHEN '2025-03-30' THEN 92 WHEN '2025-10-26' THEN 100 ELSE 96 END) AS s;
    SELECT ops.add_partitions('grid.interval_block', '{2025-03-01,2025-04-01,2025-10-01}');
    SELECT ops.add_partitions('aggregate.meter_day', '{2025-03-01,2025-04-01,2025-10-01}');
    INSERT INTO ingest.batch (batch_id, digest, file, bytes, community_id, received_at, entered_at, loaded_at, layout, read_count,
                              loaded_count, rejected_count, repeated_count, conflict_count) VALUES
      (1, '\\x01', 'good.csv', 10, 1, '2025-04-01T02:00Z', '2025-04-01T02:00Z', '2025-04-01T02:00Z', 'house', 500, 500, 0, 0, 0),
      (2, '\\x02', 'bad.csv', 10, 1, '2025-10-26T00:30Z', '2025-04-01T02:00Z', '2025-04-01T02:00Z', 'house', 10, 7, 3, 0, 0),
      (3, '\\x03', 'other.csv', 10, NULL, '2024-01-01T00:30Z', '2025-04-01T02:00Z', '2025-04-01T02:00Z', 'house', 10, 9, 1, 0, 0);
    INSERT INTO ingest.reject (batch_id, line, code, raw) VALUES
      (2, 4, 'not-a-number', 'x'), (2, 6, 'negative', 'x'), (2, 9, 'not-a-number', 'x'), (3, 2, 'negative', 'x');
    INSERT INTO grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, batch_id, wh)
    SELECT community_id, meter_id, r, day, CASE meter_id WHEN 3 THEN 300 ELSE 900 END, 0,
           CASE WHEN meter_id = 2 AND day = '2025-03-29' THEN 2 ELSE 1 END, CASE WHEN day < '2025-10-01' THEN 1 ELSE 2 END,
           array_agg(CASE WHEN known THEN CASE r WHEN 3 THEN used ELSE made END
                     / CASE meter_id WHEN 3 THEN 3 ELSE 1 END END ORDER BY slot, part)
    FROM fixture.slot, generate_series(3, 4) AS r, generate_series(1, CASE meter_id WHEN 3 THEN 3 ELSE 1 END) AS part
    WHERE NOT (meter_id = 1 AND day = '2025-04-02')
    GROUP BY 1, 2, 3, 4;
    """

  private static let totals = """
    INSERT INTO aggregate.meter_day
    SELECT community_id, meter_id, day, CASE meter_id WHEN 3 THEN 300 ELSE 900 END,
           count(*) * CASE meter_id WHEN 3 THEN 3 ELSE 1 END, count(*) FILTER (WHERE known) * CASE meter_id WHEN 3 THEN 3 ELSE 1 END,
           sum(used) FILTER (WHERE known), sum(made) FILTER (WHERE known),
           sum(greatest(used - made, 0)) FILTER (WHERE known), sum(greatest(made - used, 0)) FILTER (WHERE known), 0, 0,
           max(4 * greatest(used - made, 0)) FILTER (WHERE known),
           15 * count(*) FILTER (WHERE known AND made >= used), 15 * count(*) FILTER (WHERE known AND made >= used), 0, 900,
           array_agg(CASE WHEN known THEN used END ORDER BY slot), array_agg(CASE WHEN known THEN made END ORDER BY slot),
           array_agg(CASE WHEN known THEN greatest(used - made, 0) END ORDER BY slot),
           array_agg(CASE WHEN known THEN greatest(made - used, 0) END ORDER BY slot),
           array_agg(CASE WHEN known THEN 0 ELSE 1 END ORDER BY slot),
           string_agg(repeat(CASE WHEN known AND made >= used THEN '1' ELSE '0' END, CASE meter_id WHEN 3 THEN 3 ELSE 1 END), ''
             ORDER BY slot)::bit varying, CASE meter_id WHEN 3 THEN 300 ELSE 900 END
    FROM fixture.slot
    WHERE NOT (meter_id = 1 AND day = '2025-04-02')
    GROUP BY community_id, meter_id, day;
    INSERT INTO aggregate.community_day (community_id, day, member_count, expected_count, present_count, consumption_wh,
      production_wh, import_wh, export_wh, charge_wh, discharge_wh, day_minutes, strict_minutes, net_minutes, exponent,
      slot_s, consumption, production, import, export, present, strict_bits)
    SELECT d.community_id, d.day, d.member_count, d.expected_count, d.present_count, d.used, d.made, d.import, d.export, 0, 0,
           15 * count(*), 15 * count(*) FILTER (WHERE s.strict), 15 * count(*) FILTER (WHERE s.made >= s.used), 0, 900,
           array_agg(s.used ORDER BY slot), array_agg(s.made ORDER BY slot), array_agg(s.import ORDER BY slot),
           array_agg(s.export ORDER BY slot), array_agg(s.present ORDER BY slot),
           string_agg(s.strict::integer::text, '' ORDER BY slot)::bit varying
    FROM (SELECT community_id, day, count(*) AS member_count, sum(expected_count) AS expected_count,
                 sum(present_count) AS present_count, sum(consumption_wh) AS used, sum(production_wh) AS made,
                 sum(import_wh) AS import, sum(export_wh) AS export
          FROM aggregate.meter_day GROUP BY community_id, day) AS d
    JOIN (SELECT community_id, day, slot, count(*) FILTER (WHERE known) AS present, sum(used) FILTER (WHERE known) AS used,
                 sum(made) FILTER (WHERE known) AS made, sum(greatest(used - made, 0)) FILTER (WHERE known) AS import,
                 sum(greatest(made - used, 0)) FILTER (WHERE known) AS export, bool_and(known AND made >= used) AS strict
          FROM fixture.slot GROUP BY community_id, day, slot) AS s USING (community_id, day)
    GROUP BY d.community_id, d.day, d.member_count, d.expected_count, d.present_count, d.used, d.made, d.import, d.export;
    """

  private static let bills = """
    INSERT INTO billing.invoice (community_id, series, year, number, document, version, customer_id, meter_id, period,
      issued_at, issued_on, due_on, buyer_name, buyer_country, language, expected_count, present_count, net_eur, vat_eur,
      total_eur, credit_eur)
    VALUES (1, 'R', 2025, 1, 'invoice', 0, 2, 2, '[2025-04-01,2025-05-01)', '2025-05-02T08:00:00Z', '2025-05-02',
      '2025-05-16', 'Bert Secret', 'FR', 'fr', 192, 192, 10.01, 2.00, 12.01, 0);
    INSERT INTO billing.draft (community_id, customer_id, meter_id, period, document, version, expected_count,
      present_count, net_eur, vat_eur, total_eur)
    VALUES (1, 1, 1, '[2025-04-01,2025-04-02)', 'invoice', 0, 96, 91, 5.55, 1.11, 6.66);
    """
}
