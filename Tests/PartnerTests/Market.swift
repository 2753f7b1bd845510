import Database
import Foundation
import Grid
import Support

@testable import Partner

/// Communities whose households agree to things, for tests of packages.
final class Market {
  let neighbourhood: Neighbourhood
  let folder = "/tmp/gridctl-market-\(UUID().uuidString.prefix(8))"
  let keys = PartnerKeys(master: [UInt8](0..<32))
  var database: TestDatabase { neighbourhood.database }
  var connection: Connection { neighbourhood.connection }

  /// - Parameter other: A neighbourhood that is there already.
  init(sharing other: Neighbourhood? = nil) throws {
    neighbourhood = try other ?? Neighbourhood()
    guard other == nil else { return }
    try database.script("INSERT INTO grid.tariff (tariff) VALUES ('T')")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func community(_ code: String, zone: String = "Europe/Paris") throws {
    try neighbourhood.community(code, zone: zone)
  }

  /// A household with its customer and contract; the customer's code is `K` and the meter's.
  func household(
    _ code: String, of community: String, during: String = "[2024-01-01,)", interval: Int = 900, customer: String? = nil
  ) throws {
    try neighbourhood.meter(code, of: community, interval: interval, during: during)
    try database.script(
      """
      INSERT INTO grid.customer (customer, name, email, address)
      VALUES ('\(customer ?? "K" + code)', 'Name of \(code)', '\(code)@example.org', '\(code) Road') ON CONFLICT DO NOTHING;
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during, delivery_point)
      SELECT 'A' || meter, customer_id, meter_id, 'consumption', tariff_id, '[2024-01-01,)', 'PRM' || meter
      FROM grid.customer, grid.meter, grid.tariff
      WHERE customer = '\(customer ?? "K" + code)' AND meter = '\(code)' AND meter_id NOT IN (SELECT meter_id FROM grid.contract);
      """)
  }

  /// - Parameter during: From when it was given until it was withdrawn.
  func consent(
    _ customer: String, to purpose: String, by grain: String = "hour", class partners: String = "commercial",
    during: String = "[2024-01-01,)"
  ) throws {
    try database.script(
      """
      INSERT INTO grid.consent (customer_id, purpose, granularity, partner_class, during, text_version, proof)
      SELECT customer_id, '\(purpose)', '\(grain)', '\(partners)', '\(during)', '1', 'P' FROM grid.customer
      WHERE customer = '\(customer)'
      """)
  }

  /// Stores a day's totals, one number an interval of a quarter hour; nil: not known.
  func day(_ meter: String, _ day: String, used: [Int?], made: [Int?]? = nil) throws {
    let made = made ?? used.map { $0.map { _ in 0 } }
    func array(_ values: [Int?]) -> String {
      "'{\(values.map { $0.map(String.init) ?? "NULL" }.joined(separator: ","))}'::bigint[]"
    }
    let drawn = zip(used, made).map { used, made in used.flatMap { used in made.map { max(0, used - $0) } } }
    let fed = zip(used, made).map { used, made in used.flatMap { used in made.map { max(0, $0 - used) } } }
    let gaps = drawn.map { $0 == nil ? 1 : 0 }
    func sum(_ values: [Int?]) -> Int { values.reduce(0) { $0 + ($1 ?? 0) } }
    try database.script(
      """
      SELECT ops.add_partitions('aggregate.meter_day', '{\(day)}');
      INSERT INTO aggregate.meter_day
      SELECT s.community_id, m.meter_id, '\(day)', 900, \(used.count), \(used.count - gaps.reduce(0, +)), \(sum(used)), \(sum(made)),
             \(sum(drawn)), \(sum(fed)), 0, 0, NULL, 0, 0, 0, 900, \(array(used)), \(array(made)), \(array(drawn)), \(array(fed)),
             \(gaps.contains(1) ? "'{\(gaps.map(String.init).joined(separator: ","))}'::smallint[]" : "NULL"), B'', 900
      FROM grid.meter AS m JOIN grid.membership AS s ON s.meter_id = m.meter_id AND s.during @> '\(day)'::date
      WHERE m.meter = '\(meter)'
      ON CONFLICT (community_id, meter_id, day) DO UPDATE
      SET consumption = excluded.consumption, production = excluded.production, import = excluded.import, export = excluded.export,
          missing = excluded.missing, consumption_wh = excluded.consumption_wh, production_wh = excluded.production_wh;
      """)
  }

  func order(
    _ product: Product, _ grain: Grain = .hour, _ communities: [String] = [], period: String = "2025-04-01",
    partner: String = "GREEN", partnerClass: String = "commercial", asOf: String = "2025-06-01T00:00:00Z"
  ) -> PackageOrder {
    PackageOrder(
      partner: partner, partnerID: 1, partnerClass: partnerClass, product: product, communities: communities.sorted(),
      grain: grain, period: Period(period, today: LocalDay(number: 0))!, asOf: Instant(asOf)!)
  }

  func build(_ order: PackageOrder) throws -> PackageOutcome {
    try buildPackage(order, keys: keys, in: folder, on: connection)
  }

  /// The package of an order that must not be refused.
  func package(_ order: PackageOrder) throws -> BuiltPackage {
    switch try build(order) {
    case .built(let package): return package
    case .refused(let reason, let hint): throw Refused(description: "\(reason): \(hint)")
    }
  }

  struct Refused: Error, CustomStringConvertible { let description: String }

  func refusal(_ order: PackageOrder) throws -> PackageRefusal? {
    if case .refused(let reason, _) = try build(order) { return reason }
    return nil
  }

  /// A file of a package.
  static func content(_ package: BuiltPackage, _ entry: String = "data.csv") throws -> String {
    try run("unzip", "-p", package.path, entry).output
  }

  /// The rows of a package's table, without its header.
  static func rows(_ package: BuiltPackage) throws -> [[String]] {
    try content(package).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @discardableResult
  static func run(
    _ words: String..., in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
