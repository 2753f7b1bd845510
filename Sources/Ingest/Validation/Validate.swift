import Database
import Grid

/// What a validation looks at.
public struct ValidationRequest {
  /// Codes; nil: all.
  public var community: String?
  public var meter: String?
  /// Local days; nil: all that have ended.
  public var period: Period?
  /// Whether days that were validated before are done again.
  public var redo: Bool
  /// Whether missing values are made up. Estimates that exist are kept up to date at any rate.
  public var estimates: Bool
  /// Days that have not ended then are left alone.
  public var asOf: Instant
  /// The run in the ledger.
  public var runID: Int64?

  public init(
    community: String? = nil, meter: String? = nil, period: Period? = nil, redo: Bool = false, estimates: Bool = false,
    asOf: Instant, runID: Int64? = nil
  ) {
    self.community = community
    self.meter = meter
    self.period = period
    self.redo = redo
    self.estimates = estimates
    self.asOf = asOf
    self.runID = runID
  }
}

/// What a validation did.
public struct ValidationSummary: Sendable, Equatable {
  /// Meter days that were looked at.
  public var dayCount = 0
  public var openedCount = 0
  /// Open verdicts whose stretch or evidence is another now.
  public var changedCount = 0
  public var closedCount = 0
  /// Intervals that stand filled with an estimate now and were not, or otherwise.
  public var estimatedCount = 0
  /// Estimates that no longer hold.
  public var withdrawnCount = 0
}

/// Judges the meter days that no run has looked at, or whose readings changed since; fills their gaps where asked to.
///
/// A verdict stays open until the data no longer show it; running twice changes nothing. One transaction a community. The
/// caller holds the lock `ingest`.
public func validate(_ request: ValidationRequest, on database: Connection) throws -> ValidationSummary {
  let book = try RuleBook(on: database)
  let holidays = Set(try database.query("ingest/vee_holidays").compactMap { $0.day("day") })
  try database.query("ingest/make_validated_day")
  try database.query("ingest/make_verdict_stage")
  var summary = ValidationSummary()
  let communities = Array(try database.query("ingest/vee_communities", request.community, request.asOf))
  try database.transactions(for: communities) { row in
    let validation = try CommunityValidation(
      row, request: request, book: book, holidays: holidays, on: database)
    try validation.run(&summary)
  }
  return summary
}

/// The validation of one community.
private struct CommunityValidation {
  /// About how many meter days are held at a time.
  private static let chunk = 20_000

  let community: Int64
  let zone: String
  let place: (latitude: Double, longitude: Double)?
  let today: LocalDay
  let request: ValidationRequest
  let book: RuleBook
  let holidays: Set<LocalDay>
  let database: Connection

  init(
    _ row: Rows.Row, request: ValidationRequest, book: RuleBook, holidays: Set<LocalDay>, on database: Connection
  ) throws {
    community = row.int64("community_id")
    zone = row.text("zone")
    place = row.optional("latitude").flatMap(Double.init).flatMap { latitude in
      row.optional("longitude").flatMap(Double.init).map { (latitude, $0) }
    }
    today = row.day("today")!
    self.request = request
    self.book = book
    self.holidays = holidays
    self.database = database
  }

  func run(_ summary: inout ValidationSummary) throws {
    try database.query("ingest/empty_validation")
    try database.query(
      "ingest/fill_validated_day", community, request.period, request.meter, today, request.redo, request.estimates)
    let meters = try readMeters()
    guard !meters.isEmpty else { return }
    let first = meters.compactMap { $0.days.first }.min()!.advanced(by: -EstimateRun.reach)
    guard let period = Period(first, today) else { return }
    let calendar = try database.calendar(zone: zone, period)
    let sun =
      place.map { Sun(latitude: $0.latitude, longitude: $0.longitude) }
      ?? Sun(zone: zone, offset: calendar.days[0].offset)
    var start = 0
    while start < meters.count {
      var end = start
      var size = 0
      while end < meters.count, size < Self.chunk {
        size += Int(meters[end].days.last!.number - meters[end].days[0].number) + EstimateRun.reach
        end += 1
      }
      try run(Array(meters[start..<end]), calendar, sun, &summary)
      start = end
    }
    for set in ["ingest/vee_gaps", "ingest/vee_rejected", "ingest/vee_sums", "ingest/vee_indices", "ingest/vee_clocks"]
    {
      try database.query(set, community)
    }
    try database.query("ingest/delete_stray_verdicts", community)
    let put = try database.query("ingest/put_verdicts", community, request.asOf, request.runID)[0]
    summary.openedCount += put.int("opened")
    summary.changedCount += put.int("changed")
    summary.closedCount += try database.query("ingest/close_verdicts", community, request.asOf, request.runID)[0]
      .int("closed")
    summary.dayCount += meters.reduce(0) { $0 + $1.days.count }
    if request.period == nil || request.meter == nil || !request.redo {
      try database.query("ingest/put_validation", community, request.period, request.meter, today, request.estimates)
    }
  }

  private func readMeters() throws -> [MeterFacts] {
    var meters = try database.query("ingest/validated_meters").map { row in
      MeterFacts(
        id: row.int64("meter_id"), code: row.text("meter"), kind: row.text("kind"),
        interval: Int32(row.int("interval_s")),
        limitW: row.optionalInt("limit_w").map(Int64.init))
    }
    let places = Dictionary(uniqueKeysWithValues: meters.enumerated().map { ($1.id, $0) })
    let ids = meters.map(\.id)
    func span(_ row: Rows.Row) -> DaySpan { DaySpan(from: row.day("start_day")!, to: row.day("end_day")) }
    for row in try database.query("ingest/vee_memberships", community, ids) {
      meters[places[row.int64("meter_id")]!].memberships.append(span(row))
    }
    for row in try database.query("ingest/vee_capacities", community, ids) {
      meters[places[row.int64("meter_id")]!].capacities.append(
        MeterFacts.Capacity(
          source: MeterFacts.Capacity.Source(rawValue: row.text("source"))!, watts: row.int64("watts"), days: span(row))
      )
    }
    try database.stream("ingest/validated_days", ids) { meters[places[$0.int64(0)]!].days.append($0.day(1)) }
    return meters
  }

  private func run(
    _ meters: [MeterFacts], _ calendar: LocalCalendar, _ sun: Sun, _ summary: inout ValidationSummary
  ) throws {
    var estimates = try EstimateRun(
      community: community, meters: meters, calendar: calendar, holidays: holidays, request: request, on: database)
    let said = try readParts(meters)
    var verdicts: [Verdict] = []
    try readHistories(meters, calendar) { history in
      let judge = DayJudge(history: history, book: book, sun: sun, said: said[history.meter.id] ?? [:])
      verdicts += judge.gaps()
      for day in history.meter.days { verdicts += judge.verdicts(on: day) }
      estimates.add(history)
    }
    try verdicts.stage(on: database)
    try estimates.write(&summary)
  }

  /// Reads the blocks of meters, and hands over one meter's at a time; meters without blocks too.
  private func readHistories(
    _ meters: [MeterFacts], _ calendar: LocalCalendar, _ body: (MeterHistory) throws -> Void
  ) throws {
    func history(_ meter: MeterFacts) -> MeterHistory {
      let first = meter.days[0].advanced(by: -EstimateRun.reach)
      let last = min(today, meter.days.last!.advanced(by: EstimateRun.reach))
      return MeterHistory(meter, days: calendar.days.filter { $0.day >= first && $0.day < last })
    }
    var waiting = meters[...]
    var open: MeterHistory?
    var values: [Int32] = []
    func close(upTo id: Int64?) throws {
      if let history = open { try body(history) }
      open = nil
      while let meter = waiting.first, id == nil || meter.id < id! {
        try body(history(meter))
        waiting.removeFirst()
      }
    }
    let firsts = meters.map { $0.days[0].advanced(by: -EstimateRun.reach) }
    let ends = meters.map { min(today, $0.days.last!.advanced(by: EstimateRun.reach)) }
    try database.stream("ingest/vee_blocks", community, meters.map(\.id), firsts, ends) { row in
      let id = row.int64(0)
      if open?.meter.id != id {
        try close(upTo: id)
        open = waiting.popFirst().map { history($0) }
      }
      guard let register = Register(rawValue: row.int16(1)) else { return }
      row.int32s(5, missing: missing, into: &values)
      open?.add(
        register, on: row.day(2), interval: row.int32(3), exponent: row.int16(4), values, row.int16s(6))
    }
    try close(upTo: nil)
  }

  /// What dumps said of the days that several speak of, by meter.
  private func readParts(_ meters: [MeterFacts]) throws -> [Int64: [LocalDay: [Register: [DayJudge.Said]]]] {
    var said: [Int64: [LocalDay: [Register: [DayJudge.Said]]]] = [:]
    var values: [Int32] = []
    try database.stream("ingest/vee_parts", community, meters.map(\.id)) { row in
      guard let register = Register(rawValue: row.int16(1)) else { return }
      row.int32s(5, missing: missing, into: &values)
      let factor: Int64 = row.int16(4) == 0 ? 1000 : 1
      let part = DayJudge.Said(
        interval: row.int32(3), values: values.map { $0 == missing ? MeasuredRegister.unknown : Int64($0) * factor },
        isEstimate: row.int16s(6).map { $0.map { $0 > 0 } }, file: row.text(7))
      said[row.int64(0), default: [:]][row.day(2), default: [:]][register, default: []].append(part)
    }
    return said
  }
}
