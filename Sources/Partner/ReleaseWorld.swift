import Database
import Documents
import Grid

/// Households and their readings, as far as an order's sums touch what was told before.
struct ReleaseWorld {
  let rule: ReleaseRule
  let scope: PackageScope
  let book: ReleaseBook
  /// Households' meters by id, those of old sums too.
  let meters: [PackageScope.Meter]
  /// Household of each meter: customers who ever share a meter are one.
  let households: [Int32]
  let householdCount: Int
  /// Seconds of a base slot; nil: the day is one.
  let baseSeconds: Int64?
  private let places: [Int64: Int32]
  /// Households without a contract: they count for nothing.
  private let nobody: [Int32]

  /// - Parameter scope: All communities that share sums, in one zone.
  init(_ rule: ReleaseRule, _ scope: PackageScope, _ book: ReleaseBook, grain: Grain) {
    self.rule = rule
    self.scope = scope
    self.book = book
    var meters = scope.meters.filter { $0.category == "household" }
    let known = Set(meters.map(\.id))
    let old = Set(book.entries.flatMap(\.meters)).subtracting(known)
    meters += old.map { PackageScope.Meter(id: $0, code: "", kind: "household", category: "household", pieces: []) }
    meters.sort { $0.id < $1.id }
    self.meters = meters
    places = Dictionary(uniqueKeysWithValues: meters.enumerated().map { ($1.id, Int32($0)) })
    (households, householdCount) = ReleaseWorld.households(of: meters)
    let households = households
    nobody = meters.indices.filter { meters[$0].pieces.isEmpty }.map { households[$0] }
    let grains = Set(book.days.values.joined().map(\.grain)).union([grain])
    baseSeconds = grains.contains(.quarter) ? 900 : grains.contains(.hour) ? 3600 : nil
  }

  private static func households(of meters: [PackageScope.Meter]) -> ([Int32], Int) {
    var first: [Int64: Int] = [:]
    var parent = Array(meters.indices)
    func root(_ at: Int) -> Int {
      var at = at
      while parent[at] != at { at = parent[at] }
      return at
    }
    for (at, meter) in meters.enumerated() {
      for customer in meter.pieces.compactMap(\.customerID) {
        if let other = first[customer] { parent[root(at)] = root(other) } else { first[customer] = at }
      }
    }
    var numbers: [Int: Int32] = [:]
    let households = meters.indices.map { at -> Int32 in
      let number = numbers[root(at)] ?? Int32(numbers.count)
      numbers[root(at)] = number
      return number
    }
    return (households, numbers.count)
  }

  func places(of ids: [Int64]) -> [Int32] { ids.compactMap { places[$0] } }

  func slotCount(_ day: LocalCalendar.Day) -> Int {
    baseSeconds.map { Int((Int64(day.length) + $0 - 1) / $0) } ?? 1
  }

  /// Base slots of a slot of a grain.
  func slots(_ grain: Grain, _ at: Int, of count: Int) -> Range<Int> {
    guard let baseSeconds, grain == .quarter || grain == .hour else { return 0..<count }
    let size = Int(grain.seconds / baseSeconds)
    return (at * size)..<min((at + 1) * size, count)
  }

  /// Households of which partners were told alone, by household.
  func known(_ family: ReleaseFamily, on days: some Sequence<LocalDay>) -> [Bool] {
    var known = [Bool](repeating: false, count: householdCount)
    for household in nobody { known[Int(household)] = true }
    for day in days {
      for place in places(of: book.single(family, on: day)) { known[Int(households[Int(place)])] = true }
    }
    return known
  }

  /// Cells of a day that were told before.
  func told(_ family: ReleaseFamily, on day: LocalDay, slotCount: Int) -> [ReleaseCell] {
    (book.days[day] ?? []).flatMap { entry in
      let members = places(of: entry.meters)
      return entry.isTold[family.rawValue].indices.filter { entry.isTold[family.rawValue][$0] }.map {
        ReleaseCell(members: members, slots: slots(entry.grain, $0, of: slotCount))
      }
    }
  }

  /// Members of the sums of a month that were told before.
  func toldMonths(_ family: ReleaseFamily, _ month: LocalDay) -> [[Int32]] {
    (book.months[month] ?? []).filter { $0.isTold[family.rawValue][0] }.map { places(of: $0.meters) }
  }
}

/// A local day of all meters of a world.
struct ReleaseDay {
  let day: LocalDay
  let slotCount: Int
  /// mWh by element and measure: consumption; import, export, production and consumption − import.
  private(set) var values: [[Int64]]
  /// By meter: whether all readings are there, and are those of which a sum was told first.
  private(set) var isWhole: [Bool]
  private(set) var digests: [Int64]
  /// By meter; nil: it was in none, or nobody's.
  let communities: [Int64?]

  init(_ day: LocalCalendar.Day, of world: ReleaseWorld, on connection: Connection) throws {
    self.day = day.day
    let slots = world.slotCount(day)
    slotCount = slots
    let count = world.meters.count
    values = ReleaseFamily.allCases.map { [Int64](repeating: 0, count: count * slots * $0.measureCount) }
    isWhole = [Bool](repeating: false, count: count)
    digests = [Int64](repeating: 0, count: count)
    let there = world.meters.map { $0.community(on: day.day) }
    communities = there
    let read = there.indices.filter { there[$0] != nil }
    try connection.stream(
      "partner/release_day", read.map { there[$0]! }, read.map { world.meters[$0].id }, day.day
    ) { row in add(row, read[Int(row.int64(0)) - 1], day, base: world.baseSeconds ?? Int64(day.length)) }
  }

  private mutating func add(_ row: BinaryRow, _ meter: Int, _ day: LocalCalendar.Day, base: Int64) {
    let vectors = (4..<8).map { row.int64s($0, missing: MeterDay.missing) }
    let unit: Int64 = row.int16(1) == 0 ? 1000 : 1
    let count = Int(Int64(day.length) / Int64(row.int32(2)))
    let digest = Digest()
    for vector in vectors {
      vector.map { $0 == MeterDay.missing ? $0 : $0 * unit }.withUnsafeBytes(digest.update)
    }
    digests[meter] = digest.finish().prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    isWhole[meter] =
      row.isNull(3) && vectors.allSatisfy { $0.count == count && !$0.contains(MeterDay.missing) }
      && (row.isNull(8) || row.int64(8) == digests[meter])
    let size = Int(base / Int64(row.int32(2)))
    for at in 0..<min(count, vectors.map(\.count).min() ?? 0) {
      let element = meter * slotCount + at / size
      let sums = vectors.map { $0[at] == MeterDay.missing ? 0 : $0[at] * unit }
      values[0][element] += sums[0]
      for measure in 0..<3 { values[1][element * 4 + measure] += sums[measure + 1] }
      values[1][element * 4 + 3] += sums[0] - sums[1]
    }
  }
}
