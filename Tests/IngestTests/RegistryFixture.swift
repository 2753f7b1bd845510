import Foundation
import Grid
import Ingest
import Support

/// A database, and files to import into it.
final class RegistryFixture {
  let database = try! TestDatabase()
  /// The clock of imports.
  var asOf = Instant("2025-04-24T10:00:00Z")!
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("registry-\(UUID().uuidString)")

  init() { try! FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func load(_ kind: RegistryKind, _ text: String, name: String? = nil) throws -> ImportSummary {
    let file = try write(text.utf8, to: name ?? "\(kind.rawValue).csv")
    return try importRegistry(kind, file: file, asOf: asOf, on: database.connection)
  }

  /// `added/changed/unchanged`.
  func counts(_ kind: RegistryKind, _ text: String, name: String? = nil) throws -> String {
    let summary = try load(kind, text, name: name)
    #if DEBUG
      precondition(summary.read == summary.added + summary.changed + summary.unchanged)
    #endif
    return "\(summary.added)/\(summary.changed)/\(summary.unchanged)"
  }

  /// What is found in a file that is refused, without its folder; the failure's message when there are no findings.
  func refusal(_ kind: RegistryKind, _ text: String, name: String? = nil) throws -> [String] {
    try refusal { try load(kind, text, name: name) }
  }

  func refusal(_ body: () throws -> some Any) throws -> [String] {
    let before = try contents()
    do {
      _ = try body()
      return ["accepted"]
    } catch let failure as Refusal {
      guard try contents() == before, failure.status == .dataRefused else { return ["something was applied"] }
      return failure.findings.map { $0.description.replacingOccurrences(of: folder.path + "/", with: "") }
    } catch let failure as any Failure {
      return ["\(failure.status.rawValue) \(failure.message.replacingOccurrences(of: folder.path + "/", with: ""))"]
    }
  }

  /// Every row of the registry with the transaction that wrote it.
  func contents() throws -> [String] {
    let tables = [
      "grid.community", "grid.customer", "grid.meter", "grid.membership", "grid.tariff", "grid.tariff_version",
      "grid.tariff_price", "grid.contract", "grid.plant", "grid.demand", "grid.battery", "grid.price", "grid.device",
      "grid.charge_request", "grid.seller", "grid.seller_version", "grid.tax", "grid.tax_rate", "grid.calendar",
      "grid.calendar_day", "ops.stale", "grid.flexible_device", "grid.weather", "grid.emission", "grid.contact",
    ]
    return try tables.flatMap { table in
      try database.lines("SELECT '\(table)', xmin::text, ctid::text, t::text FROM \(table) AS t ORDER BY 4")
    }
  }

  func communities() throws {
    try load(.communities, "community,name,zone\nA,Alpha,Europe/Paris\nB,Beta,Europe/Paris\n")
  }

  /// Communities A and B, customer C1, meters M1 and M2 in A, tariff T.
  func registry() throws {
    try communities()
    try load(.customers, "customer,name\nC1,One\nC2,Two\n")
    try load(
      .meters, "meter,community,from,interval_s,kind\nM1,A,2025-01-01,900,household\nM2,A,2025-01-01,900,plant\n")
    try load(.tariffs, "tariff,from,component,price,vat_rate\nT,2025-01-01,energy,0.2,20\n")
  }

  /// A line of an issued invoice F-1 for each contract, over local days.
  func invoiced(_ during: String) throws {
    try database.script(
      """
      ALTER TABLE billing.invoice_line DROP CONSTRAINT IF EXISTS line_of_invoice;
      INSERT INTO billing.invoice_line (community_id, invoice, line, contract_id, kind, tariff_period, above_kwh, during,
                                        estimated, quantity, unit, unit_price, net_eur, vat_rate)
      SELECT community_id, 'F-1', contract_id, contract_id, 'energy', 'base', 0, '\(during)', false, 0, 'kWh', 0.2, 0, 20
      FROM grid.community, grid.contract WHERE community = 'A'
      """)
  }

  /// A block of one reading for each day.
  func readings(meter: String, community: String, days: [String]) throws {
    for day in days {
      try database.script("SELECT ops.add_partitions('grid.interval_block', ARRAY['\(day)'::date])")
      try database.script(
        """
        INSERT INTO grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, wh)
        SELECT community_id, meter_id, 1, '\(day)', 900, 0, 1, '{1}' FROM grid.community, grid.meter
        WHERE community = '\(community)' AND meter = '\(meter)'
        """)
    }
  }
}
