import Database
import Grid

/// A package of single meters under pseudonyms: who produced what, or who used what.
///
/// A row is there when it may be told and something is known. What may not be told leaves no trace: no empty row, no number of
/// those who said no, unless there are too many of them for the number to mean one.
struct IndividualPackage {
  private let order: PackageOrder
  private let scope: PackageScope
  /// In the order of their pseudonyms, which is nobody's order.
  private let meters: [(name: [UInt8], meter: PackageScope.Meter)]
  private let slots: [Int64: PackageSlots]
  private let isAskedOf: Bool
  private let rule: ReleaseRule?

  /// - Parameter rule: Of sums; nil: that of the product in force.
  init(_ order: PackageOrder, _ keys: PartnerKeys, rule: ReleaseRule? = nil, on connection: Connection) throws {
    self.order = order
    self.rule = rule
    scope = try PackageScope(order, on: connection)
    var asked: [PackageScope.Meter]
    if order.product == .production {
      let producers = try connection.query(
        "partner/producers", scope.communities.map(\.id), scope.meters.map(\.id), order.period)
      let ids = Set(producers.map { $0.int64("meter_id") })
      asked = scope.meters.filter { ids.contains($0.id) && $0.kind != "charger" }
    } else {
      asked = scope.meters.filter { $0.kind != "plant" }
    }
    isAskedOf = !asked.isEmpty
    var names = keys.pseudonyms(partner: order.partner, epoch: order.period.start.civil.year)
    meters = try asked.map { (Array(try names($0.code).utf8), $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    slots = Dictionary(uniqueKeysWithValues: scope.communities.map { ($0.id, PackageSlots(order.grain, $0.calendar)) })
  }

  private var isProduction: Bool { order.product == .production }

  func build(in folder: String, on connection: Connection) throws -> PackageOutcome {
    guard isAskedOf else {
      return .refused(.noData, hint: "Nobody \(isProduction ? "produced" : "used") anything there then.")
    }
    let told = meters.filter { told in days(of: told.meter).contains { told.meter.consent(on: $0) != nil } }
    guard !told.isEmpty else {
      return .refused(
        .consent, hint: "Nobody has agreed to this product, by the \(order.grain.rawValue), for partners like this one."
      )
    }
    let hidden = try ReleaseSingle(order: order, scope: scope).decide(told.map(\.meter), rule: rule, on: connection)
    let file = try PackageFile(order, table, in: folder)
    let rows = try write(told, hidden, to: file, on: connection)
    guard rows > 0 else { return .refused(.noData, hint: "Those who agreed have no readings of the period.") }
    let withheld = self.withheld(hidden)
    let measures: Int64 = isProduction ? 2 : 1
    let zones = Set(scope.communities.map(\.calendar.zone)).sorted()
    return try .built(
      file.finish(
        datapoints: rows * measures, suppressed: withheld.slots * measures, zones: zones,
        .init(
          withheldValues: withheld.households >= IndividualPackage.crowd ? withheld.slots * measures : nil,
          rule:
            "Each household agreed to this product, this grain and partners of this class, for all of the time that "
            + "is told, and had not withdrawn it when the package was built. Names of meters are pseudonyms of this "
            + "partner and year.")))
  }

  /// Households that make a number of those who did not agree harmless.
  private static let crowd = 15

  private func days(of meter: PackageScope.Meter) -> [LocalDay] {
    Set(meter.pieces.flatMap { piece in (0..<piece.days.dayCount).map { piece.days.start.advanced(by: $0) } }).sorted()
  }

  /// Slots of member days that are not told, for nobody agreed or a neighbour's share of a sum would show, and of how many households.
  private func withheld(_ hidden: [LocalDay: Set<Int64>]) -> (households: Int, slots: Int64) {
    var sum = (households: 0, slots: Int64(0))
    for (_, meter) in meters {
      var count = 0
      for day in days(of: meter) {
        let consent = hidden[day]?.contains(meter.id) == true ? nil : meter.consent(on: day)
        let slots = slots[meter.community(on: day)!]![day]
        count += slots.count { slot in !(consent.map { $0.contains(slot) } ?? false) }
      }
      if count > 0 { sum = (sum.households + 1, sum.slots + Int64(count)) }
    }
    return sum
  }
}

extension Range<Int64> {
  fileprivate func contains(_ slot: PackageSlots.Slot) -> Bool {
    lowerBound <= slot.time.lowerBound && slot.time.upperBound <= upperBound
  }
}

// What goes into the file.
extension IndividualPackage {
  /// Meters that are read at a time.
  private static let chunk = 200

  /// - Returns: How many rows were written.
  private func write(
    _ told: [(name: [UInt8], meter: PackageScope.Meter)], _ hidden: [LocalDay: Set<Int64>], to file: PackageFile,
    on connection: Connection
  ) throws -> Int64 {
    var count: Int64 = 0
    for start in stride(from: 0, to: told.count, by: IndividualPackage.chunk) {
      let some = Array(told[start..<min(start + IndividualPackage.chunk, told.count)])
      var month = MonthSum()
      try connection.stream(
        isProduction ? "partner/production_days" : "partner/consumption_days", scope.communities.map(\.id),
        some.map(\.meter.id), order.period
      ) { row in
        let place = Int(row.int64(0)) - 1
        let isHidden = hidden[row.day(2)]?.contains(some[place].meter.id) == true
        if order.grain == .month {
          if month.place != place || month.first != row.day(2).startOfMonth {
            count += try end(month, some, file)
            month = MonthSum(place: place, communityID: row.int64(1), first: row.day(2).startOfMonth)
          }
          month.add(row, measures: isProduction ? 2 : 1)
          if isHidden { month.isHidden = true }
        } else if !isHidden {
          count += try self.write(row, some[place], to: file)
        }
      }
      count += try end(month, some, file)
    }
    return count
  }

  /// Writes the slots of a day.
  private func write(
    _ row: BinaryRow, _ told: (name: [UInt8], meter: PackageScope.Meter), to file: PackageFile
  ) throws -> Int64 {
    let day = row.day(2)
    guard let consent = told.meter.consent(on: day) else { return 0 }
    let exponent = row.int16(3)
    let missing = row.int16s(5)
    let first = row.int64s(6, missing: MeterDay.missing)
    let second = isProduction ? row.int64s(7, missing: MeterDay.missing) : []
    let size = order.grain.elements(of: row.int32(4), count: first.count)
    var count: Int64 = 0
    for (at, slot) in slots[row.int64(1)]![day].enumerated() where consent.contains(slot) {
      let range = (at * size)..<min((at + 1) * size, first.count)
      guard !range.isEmpty else { break }
      let sums = SlotSum(first, missing, range)
      let more = isProduction ? SlotSum(second, missing, range) : nil
      guard sums.wh != nil, more == nil || more?.wh != nil else { continue }
      begin(slot, told, file)
      file.field(wh: sums.wh, exponent: exponent)
      if let more {
        file.field(0x2C)
        file.field(wh: more.wh, exponent: exponent)
      }
      file.field(sums.isComplete && more?.isComplete != false ? IndividualPackage.yes : IndividualPackage.no)
      try file.endRow()
      count += 1
    }
    return count
  }

  private static let yes = Array(",true".utf8)
  private static let no = Array(",false".utf8)

  private func begin(_ slot: PackageSlots.Slot, _ told: (name: [UInt8], meter: PackageScope.Meter), _ file: PackageFile)
  {
    file.field(told.name)
    file.field(0x2C)
    file.field(slot.text)
    file.field(0x2C)
    let category = told.meter.category
    file.field(Array((isProduction && category != "plant" ? "household" : category).utf8))
    file.field(0x2C)
  }

  /// Writes a month, if all days that the meter was there may be told for all of the month.
  private func end(
    _ month: MonthSum, _ told: [(name: [UInt8], meter: PackageScope.Meter)], _ file: PackageFile
  ) throws -> Int64 {
    guard let place = month.place, !month.isHidden, month.sums.allSatisfy({ $0 != nil }) else { return 0 }
    let meter = told[place].meter
    guard let slot = slots[month.communityID]![month.first].first,
      month.days.allSatisfy({ meter.consent(on: $0)?.contains(slot) == true })
    else { return 0 }
    begin(slot, told[place], file)
    for (at, sum) in month.sums.enumerated() {
      if at > 0 { file.field(0x2C) }
      file.field(wh: sum, exponent: -3)
    }
    let length = Period(month.first, month.first.startOfNextMonth)!.dayCount
    file.field(month.isComplete && month.days.count == length ? IndividualPackage.yes : IndividualPackage.no)
    try file.endRow()
    return 1
  }

  /// A meter's month while its days are added up.
  private struct MonthSum {
    var place: Int?
    var communityID: Int64 = 0
    var first = LocalDay(number: 0)
    var days: [LocalDay] = []
    /// mWh; nil: nothing is known.
    var sums: [Int64?] = []
    var isComplete = true
    /// Some day must not be told.
    var isHidden = false

    mutating func add(_ row: BinaryRow, measures: Int) {
      if sums.isEmpty { sums = [Int64?](repeating: nil, count: measures) }
      days.append(row.day(2))
      let missing = row.int16s(5)
      for at in 0..<measures {
        let values = row.int64s(6 + at, missing: MeterDay.missing)
        let sum = SlotSum(values, missing, values.indices)
        if let wh = sum.wh { sums[at] = (sums[at] ?? 0) + wh * (row.int16(3) == 0 ? 1000 : 1) }
        isComplete = isComplete && sum.isComplete
      }
    }
  }

  var table: PackageTable {
    let name = PackageDescriptor.Field(
      name: isProduction ? "producer" : "consumer", type: "string",
      description: "Pseudonym of the meter, of this partner and year only.",
      constraints: .init(required: true, pattern: "[a-z2-7]{16}"))
    let start = PackageDescriptor.Field(
      name: "start", type: "datetime", description: "First instant of the \(order.grain.rawValue), in UTC.",
      constraints: .init(required: true))
    let complete = PackageDescriptor.Field(
      name: "complete", type: "boolean",
      description: "False: some readings are missing, and the values are of the others.",
      constraints: .init(required: true))
    func energy(_ name: String, _ text: String) -> PackageDescriptor.Field {
      .init(name: name, type: "number", description: text, constraints: .init(required: true, minimum: 0))
    }
    if isProduction {
      let kind = PackageDescriptor.Field(
        name: "kind", type: "string", description: "A plant, or panels of a household.",
        constraints: .init(required: true, enum: ["household", "plant"]))
      return PackageTable(
        title: "Production", description: "What plants and consenting households produced and fed in.",
        fields: [
          name, start, kind, energy("production_wh", "Energy produced, in Wh."),
          energy("export_wh", "Energy fed into the grid, in Wh."), complete,
        ], primaryKey: ["producer", "start"])
    }
    let category = PackageDescriptor.Field(
      name: "category", type: "string",
      description: "A household, or the kind of device that the meter measures alone.",
      constraints: .init(required: true, enum: ["appliance", "car", "heating", "household", "water_heater"]))
    return PackageTable(
      title: "Detailed consumption", description: "What consenting households used.",
      fields: [name, start, category, energy("consumption_wh", "Energy used, in Wh."), complete],
      primaryKey: ["consumer", "start"])
  }
}
