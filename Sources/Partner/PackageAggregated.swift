import Database
import Grid

/// A package of sums over communities that tell about no household; see `ReleaseRule`.
///
/// A group's row of a slot is there when its consumption may be told; its import, export and production are empty when only they
/// may not.
struct AggregatedPackage {
  private let order: PackageOrder
  private let rule: ReleaseRule
  private let scope: PackageScope
  /// All together first, then by code.
  private let groups: [ReleaseDecision.Group]

  /// - Parameter rule: Nil: that of the product in force; tests of small worlds have another.
  init(_ order: PackageOrder, rule: ReleaseRule? = nil, on connection: Connection) throws {
    self.order = order
    scope = try PackageScope(order, on: connection)
    self.rule = try rule ?? ReleaseRule(.consumptionAggregated, at: order.asOf, on: connection)
    let all = scope.communities.map { ReleaseDecision.Group(name: $0.code, communities: [$0.id]) }
    guard all.count > 1, Set(scope.communities.map(\.calendar.zone)).count == 1 else {
      groups = all
      return
    }
    let name = scope.communities.contains { $0.code == "all" } ? "*" : "all"
    groups = [.init(name: name, communities: scope.communities.map(\.id).sorted())] + all
  }

  func build(in folder: String, on connection: Connection) throws -> PackageOutcome {
    let first = order.period.start.startOfMonth
    let months = Period(first, order.period.end.advanced(by: -1).startOfNextMonth)!
    let book = try ReleaseBook(months, on: connection)
    let withdrawn = withdrawn(book)
    for zone in Set(scope.communities.map(\.calendar.zone)).sorted() {
      let some = groups.filter { group in zone == scope.community(group.communities[0]).calendar.zone }
      try decision(some, book, months, on: connection).decide(on: connection)
    }
    let withheld = { (group: Int, day: LocalDay) in withdrawn[group].contains(day) }
    let file = try PackageFile(order, table, in: folder)
    let count = try write(to: file, withheld, on: connection)
    guard count > 0 else { return try refusal(on: connection) }
    let slots = groups.reduce(0) { sum, group in
      let calendar = scope.community(group.communities[0]).calendar
      let slots = PackageSlots(order.grain, calendar)
      return sum + calendar.days.reduce(0) { $0 + slots[$1.day].count }
    }
    let suppressed = Int64(slots * 4) - count
    return try .built(
      file.finish(
        datapoints: count, suppressed: suppressed, zones: Set(scope.communities.map(\.calendar.zone)).sorted(),
        .init(
          minimumHouseholds: least, maximumShare: "0." + String(padded(Int(rule.share), 4)), withheldValues: suppressed,
          rule:
            "Households agreed to this product, this grain and partners of this class. Each value is of at least the "
            + "minimum of households, and no household is more than the maximum share of it; so is every sum and difference of "
            + "all values that were told to any partner. What was told once stays as it was told.")))
  }

  private var least: Int { order.grain == .month ? rule.householdsOfMonths : rule.households }

  private func decision(
    _ groups: [ReleaseDecision.Group], _ book: ReleaseBook, _ months: Period, on connection: Connection
  ) throws -> ReleaseDecision {
    let calendar = try connection.calendar(zone: scope.community(groups[0].communities[0]).calendar.zone, months)
    let communities = book.neighbours(of: Array(Set(groups.flatMap(\.communities))))
    var near = book
    near.keep(communities)
    let wide = try PackageScope(order, communities, months, on: connection)
    return ReleaseDecision(order, groups, ReleaseWorld(rule, wide, near, grain: order.grain), calendar)
  }

  /// Days or months of each group that were told when somebody agreed who does not any more.
  private func withdrawn(_ book: ReleaseBook) -> [Set<LocalDay>] {
    let meters = Dictionary(uniqueKeysWithValues: scope.meters.map { ($0.id, $0) })
    let entries = (order.grain == .month ? book.months : book.days).values.joined()
    return groups.map { group in
      let slots = PackageSlots(order.grain == .month ? .month : .day, scope.community(group.communities[0]).calendar)
      let own = entries.filter { entry in
        entry.communities == group.communities && entry.grain == order.grain && entry.partnerClass == order.partnerClass
          && order.period.start <= entry.day && entry.day < order.period.end
      }
      return Set(
        own.filter { entry in
          let end = order.grain == .month ? entry.day.startOfNextMonth : entry.day.advanced(by: 1)
          let days = (0..<Int(end.number - entry.day.number)).map(entry.day.advanced)
          let time = slots[entry.day][0].time
          return !entry.meters.allSatisfy { meter in
            days.allSatisfy { day in
              guard let consent = meters[meter]?.consent(on: day) else { return false }
              return consent.lowerBound <= time.lowerBound && time.upperBound <= consent.upperBound
            }
          }
        }.map(\.day))
    }
  }

  private func refusal(on connection: Connection) throws -> PackageOutcome {
    let agreed = scope.meters.filter { meter in
      meter.category == "household" && meter.pieces.contains { $0.consent != nil }
    }
    guard !agreed.isEmpty else {
      return .refused(
        .consent, hint: "Nobody has agreed to this product, by the \(order.grain.rawValue), for partners like this one."
      )
    }
    guard Set(agreed.flatMap { $0.pieces.map(\.customerID) }).count >= least else {
      return .refused(
        .privacy, hint: "The order has fewer than \(least) households that agreed: order more communities together.")
    }
    return .refused(
      .privacy, hint: "No sum of the period is of \(least) households with all their readings of which none stands out."
    )
  }
}

// What goes into the file.
extension AggregatedPackage {
  /// - Returns: How many values were written.
  private func write(
    to file: PackageFile, _ isWithheld: (Int, LocalDay) -> Bool, on connection: Connection
  ) throws -> Int64 {
    var count: Int64 = 0
    try connection.stream(
      "partner/told", groups.map { $0.communities.boundText! }, order.partnerClass, order.grain.rawValue, order.period
    ) { row in
      let group = Int(row.int64(0)) - 1
      let households = row.int32(2)
      guard !isWithheld(group, row.day(1)), households >= least else { return }
      let starts = row.int64s(3, missing: 0)
      let values = (4..<8).map { row.int64s($0, missing: MeterDay.missing) }
      for (at, start) in starts.enumerated() where values[0][at] != MeterDay.missing {
        file.field(quoted(groups[group].name))
        file.field(0x2C)
        file.field([UInt8](instant: start))
        file.field(0x2C)
        file.digits(Int64(households))
        for vector in values {
          file.field(0x2C)
          guard vector[at] != MeterDay.missing else { continue }
          file.field(wh: vector[at], exponent: -3)
          count += 1
        }
        try file.endRow()
      }
    }
    return count
  }

  /// A code as CSV has it.
  private func quoted(_ text: String) -> [UInt8] {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return Array(text.utf8) }
    return Array("\"\(text.replacing("\"", with: "\"\""))\"".utf8)
  }

  private var table: PackageTable {
    func energy(_ name: String, _ text: String, required: Bool = false) -> PackageDescriptor.Field {
      .init(name: name, type: "number", description: text, constraints: .init(required: required, minimum: 0))
    }
    return PackageTable(
      title: "Consumption of communities",
      description: "What households of communities used, drew, fed in and produced, summed up.",
      fields: [
        .init(
          name: "group", type: "string", description: "The community, or all of the order together.",
          constraints: .init(required: true)),
        .init(
          name: "start", type: "datetime", description: "First instant of the \(order.grain.rawValue), in UTC.",
          constraints: .init(required: true)),
        .init(
          name: "households", type: "integer", description: "Households that the values are of.",
          constraints: .init(required: true, minimum: least)),
        energy("consumption_wh", "Energy used, in Wh.", required: true),
        energy("import_wh", "Energy drawn from the grid, in Wh; empty: withheld."),
        energy("export_wh", "Energy fed into the grid, in Wh; empty: withheld."),
        energy("production_wh", "Energy produced, in Wh; empty: withheld."),
      ], primaryKey: ["group", "start"])
  }
}
