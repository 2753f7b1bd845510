import Database
import Grid

/// What an order is about, read from the registry: communities, their calendars, the meters in them and who agreed.
struct PackageScope {
  /// A community of the order.
  struct Community {
    let id: Int64
    let code: String
    let calendar: LocalCalendar
  }

  /// A span of local days on which a meter is in one community and under one contract.
  struct Piece {
    let communityID: Int64
    let days: Period
    /// Nil: a plant.
    let customerID: Int64?
    /// The time that may be told, in seconds; nil: none.
    let consent: Range<Int64>?
  }

  struct Meter {
    let id: Int64
    let code: String
    let kind: String
    /// `household`, `plant`, or the kind of the only device it measures.
    let category: String
    /// By kind of contract, consumption first, and day.
    let pieces: [Piece]

    /// Where it is on a day.
    func community(on day: LocalDay) -> Int64? {
      pieces.first { $0.days.start <= day && day < $0.days.end }?.communityID
    }

    /// The time of a local day that all who have a contract for it agreed to, as far as they are concerned; nil: none.
    func consent(on day: LocalDay) -> Range<Int64>? {
      var agreed: Range<Int64>?
      for piece in pieces where piece.days.start <= day && day < piece.days.end {
        guard let consent = piece.consent else { return nil }
        agreed = agreed.map { $0.clamped(to: consent) } ?? consent
      }
      return agreed
    }
  }

  let communities: [Community]
  /// By id.
  let meters: [Meter]

  private let places: [Int64: Int]

  func community(_ id: Int64) -> Community { communities[places[id]!] }

  /// The communities and meters of an order.
  ///
  /// - Throws: When a community does not exist, or the period is not over in one.
  init(_ order: PackageOrder, on connection: Connection) throws {
    let rows = try connection.query("partner/order_communities", order.communities, order.period, order.asOf)
    if let unknown = Set(order.communities).subtracting(rows.map { $0.text("community") }).min() {
      throw PlainFailure(.noInput, "no community \(unknown)")
    }
    if let open = rows.first(where: { !$0.bool("ended") }) {
      throw PlainFailure(
        .dataRefused, "\(order.period) is not over in community \(open.text("community"))",
        hint: "Order it when its last day has ended.")
    }
    if order.grain == .month, order.period.months == nil {
      throw PlainFailure(.usage, "\(order.period) is not made of whole months", hint: "Take a finer grain.")
    }
    try self.init(order, rows, order.period, on: connection)
  }

  /// Some communities, and the meters in them in another period.
  init(_ order: PackageOrder, _ communities: Set<Int64>, _ period: Period, on connection: Connection) throws {
    let rows = try connection.query("partner/order_communities", [String](), order.period, order.asOf)
    try self.init(order, rows.filter { communities.contains($0.int64("community_id")) }, period, on: connection)
  }

  private init(
    _ order: PackageOrder, _ rows: some Sequence<Rows.Row>, _ period: Period, on connection: Connection
  ) throws {
    var calendars: [String: LocalCalendar] = [:]
    communities = try rows.map { row in
      let zone = row.text("zone")
      let calendar = try calendars[zone] ?? connection.calendar(zone: zone, period)
      calendars[zone] = calendar
      return Community(id: row.int64("community_id"), code: row.text("community"), calendar: calendar)
    }
    places = Dictionary(uniqueKeysWithValues: communities.enumerated().map { ($1.id, $0) })
    meters = try PackageScope.meters(order, communities.map(\.id), period, on: connection)
  }

  private static func meters(
    _ order: PackageOrder, _ communities: [Int64], _ period: Period, on connection: Connection
  ) throws -> [Meter] {
    var meters: [Meter] = []
    var pieces: [Piece] = []
    func end(_ row: BinaryRow) {
      meters.append(
        Meter(id: row.int64(0), code: row.text(1), kind: row.text(3), category: row.text(4), pieces: pieces))
      pieces = []
    }
    try connection.stream(
      "partner/order_meters", communities, period, order.purpose, order.grain.rawValue, order.partnerClass, order.asOf
    ) { row in
      let isPlant = row.isNull(5)
      let from = row.isNull(8) ? (isPlant ? Int64.min : nil) : row.int64(8)
      let piece = Piece(
        communityID: row.int64(2), days: Period(row.day(6), row.day(7))!, customerID: isPlant ? nil : row.int64(5),
        consent: from.map { $0..<(row.isNull(9) ? Int64.max : max($0, row.int64(9))) })
      if let last = meters.last, last.id == row.int64(0) {
        pieces = last.pieces
        meters.removeLast()
      }
      pieces.append(piece)
      end(row)
    }
    return meters
  }
}
