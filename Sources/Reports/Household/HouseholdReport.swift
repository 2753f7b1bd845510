import Database
import Documents
import Grid

/// What household reports are asked for.
public struct HouseholdRequest: Sendable {
  public var meter: String?
  public var customer: String?
  public var community: String?
  public var period: Period
  public var grain: HouseholdGrain
  public var language: PrintLanguage
  public var asOf: Instant

  /// - Parameters:
  ///   - meter: One meter by its code; nil: those of `customer`, or else all households.
  ///   - customer: Of a contract: days and bills of other customers of the same meter are left out.
  ///   - period: Local days of each community.
  ///   - grain: Of the table; nil: hours of a day, days of up to 92, months of more.
  public init(
    meter: String? = nil, customer: String? = nil, community: String? = nil, period: Period,
    grain: HouseholdGrain? = nil, language: PrintLanguage = .en, asOf: Instant
  ) {
    self.meter = meter
    self.customer = customer
    self.community = community
    self.period = period
    self.grain = grain ?? HouseholdGrain(period)
    self.language = language
    self.asOf = asOf
  }
}

/// The rows of a household's table.
public enum HouseholdGrain: String, Sendable, CaseIterable {
  case hour, day, month

  public init(_ period: Period) { self = period.dayCount == 1 ? .hour : period.dayCount <= 92 ? .day : .month }
}

/// What a household used, produced and exchanged, what consumed most, and when.
public struct HouseholdReport {
  public let meter: String
  public let document: Document
  /// Rows of the table: hours, days or months.
  public let rows: Int
  /// Those of which nothing is known.
  public let missing: Int
  /// Those of which some readings are known.
  public let partial: Int
}

/// The reports of one or of many households.
public struct HouseholdReports {
  private let request: HouseholdRequest
  private let connection: Connection
  private let meters: [HouseholdMeter]

  public var count: Int { meters.count }
  public var codes: [String] { meters.map(\.code) }

  /// - Throws: `PlainFailure` when there is no such meter, or the customer has no household.
  public init(_ request: HouseholdRequest, on connection: Connection) throws {
    self.request = request
    self.connection = connection
    meters = try connection.query(
      "reports/household_pages", request.meter, request.customer, request.community, request.period
    ).map { row in
      HouseholdMeter(
        id: row.int64("meter_id"), code: row.text("meter"), kind: row.text("kind"), firstDay: row.day("first_day"),
        endDay: row.day("end_day"))
    }
    guard meters.isEmpty else { return }
    if let customer = request.customer {
      throw PlainFailure(
        .noInput, "customer '\(customer)' has no contract of \(request.meter.map { "meter '\($0)'" } ?? "a household")",
        hint: "Is the code right? Letters count as they are.")
    }
    if let meter = request.meter {
      throw PlainFailure(
        .noInput, "there is no meter '\(meter)'", hint: "Is the code right? Letters count as they are.")
    }
  }

  /// Makes the reports one after the other, in the order of the meters' codes. Memory holds some of them at a time.
  public func each(_ body: (HouseholdReport) throws -> Void) throws {
    // So many that a statement's own cost does not count, so few that their days fit anywhere.
    let size = max(1, 20_000 / (request.period.dayCount * (request.grain == .hour ? 4 : 1)))
    var reader = HouseholdReader(request, on: connection)
    for start in stride(from: 0, to: meters.count, by: size) {
      for page in try reader.pages(of: meters[start..<min(start + size, meters.count)]) {
        try body(HouseholdReport(page, request))
      }
    }
  }

  /// The first report.
  public func first() throws -> HouseholdReport {
    var reader = HouseholdReader(request, on: connection)
    return HouseholdReport(try reader.pages(of: meters.prefix(1))[0], request)
  }
}

extension HouseholdReport {
  init(_ page: HouseholdPage, _ request: HouseholdRequest) {
    let words = HouseholdWords(say: request.language, grain: request.grain, period: request.period)
    let table = HouseholdTable(page, words)
    let states = table.rows.map(\.span.state)
    let title = words.title(page.meter)
    meter = page.meter.code
    rows = table.rows.count
    missing = states.count { $0 == .missing }
    partial = states.count { $0 == .partial }
    var sheets = [table.sheet(title)]
    if let sheet = HouseholdDevices(page, words).sheet { sheets.append(sheet) }
    if page.days.count > 1, let sheet = HouseholdProfile(page, words).sheet { sheets.append(sheet) }
    if page.days.count == 1, let day = page.days[0].slots.map({ ($0, page.days[0]) }) {
      sheets.append(table.quarters(day.0, of: day.1))
    }
    document = Document(
      title, subject: words.places(page), created: request.asOf.seconds, language: request.language,
      figures: HouseholdFigures(page, words).list, sheets: sheets)
  }
}
