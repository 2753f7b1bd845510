import Database
import Foundation
import Grid
import Support
import Testing

@testable import Partner

/// A community with customers who agreed to a transfer of their data, a partner with datapoints, and a shelf.
final class Bureau {
  let street: Neighbourhood
  var database: TestDatabase { street.database }
  let folder = "/tmp/gridctl-bureau-\(UUID().uuidString.prefix(8).lowercased())"

  /// Transfers cost 70 datapoints.
  init(balance: Int64 = 130, plan: String = "request", zone: String = "Europe/Paris") throws {
    street = try Neighbourhood()
    try street.community("EC", zone: zone)
    for name in ["A", "B"] {
      try street.meter("M\(name)", of: "EC", interval: 900)
      try database.script(
        """
        INSERT INTO grid.customer (customer, name, email) VALUES ('C\(name)', 'Secret Name', 'secret@example.org');
        INSERT INTO grid.tariff (tariff) VALUES ('T') ON CONFLICT DO NOTHING;
        INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
        SELECT 'K\(name)', customer_id, meter_id, 'consumption', tariff_id, '[2024-01-01,)'
        FROM grid.customer, grid.meter, grid.tariff WHERE customer = 'C\(name)' AND meter = 'M\(name)' AND tariff = 'T';
        """)
      for grain in Grain.allCases { try consent("C\(name)", grain) }
    }
    try database.script(
      """
      INSERT INTO partner.product (product, valid_from, min_trust, datapoints) VALUES ('customer_transfer', '2025-01-01', 1, 70);
      INSERT INTO partner.partner (partner, name, email, trust, plan, eur_per_1000, vat_rate)
      VALUES ('GREEN', 'Secret Firm', 'data@example.org', 2, '\(plan)', 15, 20);
      """)
    if balance > 0 {
      _ = try topUp("GREEN", datapoints: balance, reference: "START", asOf: Bureau.start, on: connection)
    }
  }

  deinit {
    for path in [folder, "\(folder).key"] { try? FileManager.default.removeItem(atPath: path) }
  }

  var connection: Connection { street.connection }

  static let start = Instant("2025-03-01T08:00:00Z")!
  static let now = Instant("2025-05-05T08:00:00Z")!

  func consent(
    _ customer: String, _ grain: Grain, during: String = "[2024-01-01T00:00Z,)", partnerClass: String = "commercial"
  )
    throws
  {
    try database.script(
      """
      INSERT INTO grid.consent (customer_id, purpose, granularity, partner_class, during, text_version, proof)
      SELECT customer_id, 'transfer', '\(grain.rawValue)', '\(partnerClass)', '\(during)', 'v1', 'D' FROM grid.customer WHERE customer = '\(customer)'
      """)
  }

  func shelf(_ asOf: Instant = Bureau.now) throws -> PackageShelf {
    try PackageShelf(folder: folder, keyFile: "\(folder).key", asOf: asOf)
  }

  func transfer(_ customer: String = "CA", _ grain: Grain = .hour, _ period: String = "2025-04-07") throws
    -> PackageSubject
  {
    try PackageSubject(
      product: .customerTransfer, communities: [], customer: customer, grain: grain,
      period: Period(period, today: LocalDay(number: 0))!)
  }

  /// Asks for a package and says what came of it: `70, 60 left`, `again, 60 left` or `refused: funds`.
  @discardableResult
  func ask(
    _ subject: PackageSubject, of partner: String = "GREEN", asOf: Instant = Bureau.now, on other: Connection? = nil
  ) throws -> String {
    switch try deliver(subject, to: partner, on: shelf(asOf), connection: other ?? connection) {
    case .delivered(let package):
      #expect(FileManager.default.fileExists(atPath: package.path))
      return package.isNew ? "\(package.cost), \(package.balance) left" : "again, \(package.balance) left"
    case .refused(let reason, _): return "refused: \(reason.rawValue)"
    }
  }

  /// Runs the deliveries that are due: `S 2025-04-01..2025-04-02 70`, `… again`, `… refused: funds`, `… failed: 73`.
  func export(_ asOf: String, grace: Int = 48 * 3600) throws -> [String] {
    try deliverDue(on: shelf(Instant(asOf)!), grace: grace, connection: connection).map { window in
      let outcome =
        switch window.outcome {
        case .delivery(.delivered(let package)): package.isNew ? "\(package.cost)" : "again"
        case .delivery(.refused(let reason, _)): "refused: \(reason.rawValue)\(window.isNews ? "" : " as before")"
        case .failed(let failure): "failed: \(failure.status.rawValue)"
        }
      return "\(window.subscription) \(window.period) \(outcome)"
    }
  }

  var balance: Int64 { get throws { try partners(code: "GREEN", on: connection)[0].balance } }

  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// `debit -70` of every entry, in order.
  func entries() throws -> [String] {
    try ledger(of: partners(code: "GREEN", on: connection)[0], on: connection).map {
      "\($0.kind) \($0.datapoints) \($0.balance)"
    }
  }

  /// Status and message of what the body throws; nil: nothing.
  func failure(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch let failure as any Failure {
      return "\(failure.status.rawValue): \(failure.message)"
    } catch { return "\(error)" }
  }
}
