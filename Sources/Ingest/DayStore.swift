import Grid

/// A missing element of a vector.
let missing = Int32.min

/// The readings of one meter's local day while its dump is being read.
struct OpenDay {
  let meter: Int32
  let communityID: Int64
  let day: LocalDay
  /// First and one past the last second of the day.
  let start: Int64
  let end: Int64
  let interval: Int32
  let slotCount: Int
  /// 0 = the values are Wh, −3 = mWh.
  var exponent: Int16 = 0
  /// One vector a value column of the dump, one behind the other.
  let values: UnsafeMutablePointer<Int32>
  /// The register that the one vector is of; nil: the columns of a native dump.
  var register: Register?
  /// One code of `grid.quality` an interval; nil: all are actual.
  var quality: UnsafeMutablePointer<Int16>?
  /// Whether the dump's earlier lines of the day are written already; they stand in the vectors too.
  var isReopened = false

  func free() {
    values.deallocate()
    quality?.deallocate()
  }

  /// The qualities as blocks keep them: nil when all are actual.
  var codes: [Int16]? {
    guard let quality else { return nil }
    let codes = (0..<slotCount).map { values[$0] == missing ? 0 : quality[$0] }
    return codes.allSatisfy { $0 == 0 } ? nil : codes
  }

  fileprivate var key: UInt64 { DayStore.key(meter, day) }

  // A row fills all columns of its interval, so the first one speaks for all.
  fileprivate var isEmpty: Bool { (0..<slotCount).allSatisfy { values[$0] == missing } }
  fileprivate var isComplete: Bool { (0..<slotCount).allSatisfy { values[$0] != missing } }
}

/// The days that a dump has opened and that are not written yet. Bounded: the loader empties it when it is full.
struct DayStore {
  /// What an open day takes beside its vectors: its own fields, its places in the tables, the allocator's share.
  private static let overhead = 256

  /// Bytes of days that are held before days are written.
  let byteLimit: Int
  let columnCount: Int
  private(set) var days: [OpenDay] = []
  private(set) var byteCount = 0
  /// Each meter's day that was written to last.
  private var current: [Int32]
  private var index: [UInt64: Int32] = [:]
  /// Days that were taken out.
  private var written: Set<UInt64> = []
  /// Fills the vectors of a day that is opened once more with what the dump has said of it before.
  private let recall: (inout OpenDay) throws -> Void

  init(
    columnCount: Int, meterCount: Int, byteLimit: Int, recall: @escaping (inout OpenDay) throws -> Void = { _ in }
  ) {
    self.byteLimit = byteLimit
    self.recall = recall
    self.columnCount = columnCount
    current = Array(repeating: -1, count: meterCount)
  }

  var isFull: Bool { byteCount > byteLimit }

  /// The open day of a meter that an instant is in, when it is the one written to last; −1 otherwise.
  @inline(__always)
  func currentDay(of meter: Int32, at instant: Int64) -> Int {
    let position = Int(current[Int(meter)])
    guard position >= 0, instant >= days[position].start, instant < days[position].end else { return -1 }
    return position
  }

  /// The open day of a meter, opened when it is not.
  mutating func open(_ meter: Int32, interval: Int32, communityID: Int64, day: LocalCalendar.Day) throws -> Int {
    let key = DayStore.key(meter, day.day)
    if let position = index[key] {
      current[Int(meter)] = position
      return Int(position)
    }
    let slotCount = day.intervals(of: interval)
    let values = UnsafeMutablePointer<Int32>.allocate(capacity: slotCount * columnCount)
    values.initialize(repeating: missing, count: slotCount * columnCount)
    byteCount += size(slotCount)
    days.append(
      OpenDay(
        meter: meter, communityID: communityID, day: day.day, start: day.start, end: day.start + Int64(day.length),
        interval: interval, slotCount: slotCount, values: values))
    index[key] = Int32(days.count - 1)
    current[Int(meter)] = Int32(days.count - 1)
    if written.contains(key) {
      days[days.count - 1].isReopened = true
      try recall(&days[days.count - 1])
    }
    return days.count - 1
  }

  /// A meter and a day as one number.
  fileprivate static func key(_ meter: Int32, _ day: LocalDay) -> UInt64 {
    UInt64(UInt32(bitPattern: meter)) << 32 | UInt64(UInt32(bitPattern: day.number))
  }

  private func size(_ slotCount: Int) -> Int { slotCount * columnCount * 4 + DayStore.overhead }

  /// Makes a day count in mWh. False when a value does not fit.
  mutating func refine(_ position: Int) -> Bool {
    let day = days[position]
    for at in 0..<day.slotCount * columnCount where day.values[at] != missing {
      guard !day.values[at].multipliedReportingOverflow(by: 1000).overflow else { return false }
    }
    for at in 0..<day.slotCount * columnCount where day.values[at] != missing { day.values[at] *= 1000 }
    days[position].exponent = -3
    return true
  }

  /// Takes out the complete days, or all of them when that would not make room. Days without a reading are dropped.
  mutating func removeForWriting(all: Bool) -> [OpenDay] {
    var taken = all ? days : days.filter(\.isComplete)
    let bytes = taken.reduce(0) { $0 + size($1.slotCount) }
    if bytes < byteCount / 2 { taken = days }
    let keys = Set(taken.map(\.key))
    days = taken.count == days.count ? [] : days.filter { !keys.contains($0.key) }
    byteCount = days.reduce(0) { $0 + size($1.slotCount) }
    index.removeAll(keepingCapacity: true)
    for at in current.indices { current[at] = -1 }
    for (position, day) in days.enumerated() { index[day.key] = Int32(position) }
    // A day of which every row was rejected says nothing.
    let empty = taken.filter(\.isEmpty)
    if !empty.isEmpty {
      taken.removeAll(where: \.isEmpty)
      for day in empty { day.free() }
    }
    written.formUnion(taken.map(\.key))
    return taken
  }
}
