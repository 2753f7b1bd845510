import Grid

/// A cell that belongs to the value of a cell before it.
let covered = Int32.min + 1

/// The values of one register of a meter's local day while its dump is being read.
///
/// Cells are as long as the dump's intervals, or a common part of them; a value stands in its first cell.
struct OpenLane {
  /// Number of the meter's register in its store.
  let lane: Int32
  let communityID: Int64
  let day: LocalDay
  /// First and one past the last second of the day.
  let start: Int64
  let end: Int64
  /// Seconds of a cell; divides the meter's interval.
  var step: Int32
  var cellCount: Int
  /// 0 = the values are Wh, −3 = mWh.
  var exponent: Int16 = 0
  var values: UnsafeMutablePointer<Int32>
  /// One code of `grid.quality` a cell; nil while all are actual.
  var quality: UnsafeMutablePointer<Int16>?
  /// Version of all values, while they have the same.
  var version: Int64 = 0
  var versions: UnsafeMutablePointer<Int64>?
  /// Whether anything was put into the lane.
  var isUsed = false
  /// Whether a value is longer than a cell.
  var hasSpans = false
  /// Whether the dump's earlier values of the day are written already; they stand in the cells too.
  var isReopened = false

  init(_ lane: Int32, communityID: Int64, day: LocalCalendar.Day, step: Int32, interval: Int32) {
    self.lane = lane
    self.communityID = communityID
    self.day = day.day
    start = day.start
    end = day.start + Int64(day.length)
    self.step = step
    cellCount = day.intervals(of: interval) * Int(interval / step)
    values = .allocate(capacity: cellCount)
    values.initialize(repeating: missing, count: cellCount)
  }

  func free() {
    values.deallocate()
    quality?.deallocate()
    versions?.deallocate()
  }

  /// Bytes of its vectors.
  var byteCount: Int { cellCount * (4 + (quality == nil ? 0 : 2) + (versions == nil ? 0 : 8)) }

  func isComplete() -> Bool { (0..<cellCount).allSatisfy { values[$0] != missing } }
  func isEmpty() -> Bool { (0..<cellCount).allSatisfy { values[$0] == missing } }

  mutating func needQuality() {
    guard quality == nil else { return }
    quality = .allocate(capacity: cellCount)
    quality!.initialize(repeating: 0, count: cellCount)
  }

  /// Prepares for values of a version.
  mutating func expect(_ version: Int64) {
    guard versions == nil, version != self.version else { return }
    guard isUsed else {
      self.version = version
      return
    }
    versions = .allocate(capacity: cellCount)
    versions!.initialize(repeating: self.version, count: cellCount)
  }

  /// Makes the lane count in mWh. False when a value does not fit.
  mutating func refine(interval: Int32) -> Bool {
    for at in 0..<cellCount where values[at] > covered {
      let length = Int64(self.length(of: at)) * Int64(step)
      guard Int64(values[at]) * 1000 <= Int64(Int32.max) * length / Int64(interval) else { return false }
    }
    for at in 0..<cellCount where values[at] > covered { values[at] *= 1000 }
    exponent = -3
    return true
  }

  /// Cells of the value in a cell.
  func length(of cell: Int) -> Int {
    var end = cell + 1
    while hasSpans, end < cellCount, values[end] == covered { end += 1 }
    return end - cell
  }

  /// Cuts the cells into parts.
  mutating func cut(into parts: Int) {
    guard parts > 1 else { return }
    let old = self
    cellCount *= parts
    step /= Int32(parts)
    values = .allocate(capacity: cellCount)
    if old.quality != nil { quality = .allocate(capacity: cellCount) }
    if old.versions != nil { versions = .allocate(capacity: cellCount) }
    for at in 0..<old.cellCount {
      let value = old.values[at]
      for part in at * parts..<(at + 1) * parts {
        (values + part).initialize(to: value == missing || part == at * parts ? value : covered)
        if let codes = old.quality { (quality! + part).initialize(to: codes[at]) }
        if let all = old.versions { (versions! + part).initialize(to: all[at]) }
      }
    }
    hasSpans = true
    old.free()
  }

  /// What the lane says of the meter's intervals: sums of their cells, known when all of them are. Frees the lane.
  ///
  /// - Parameter isLevel: The last value of an interval holds, not the sum.
  func close(meter: Int32, register: Register, interval: Int32, isLevel: Bool) -> OpenDay {
    var day = OpenDay(
      meter: meter, communityID: communityID, day: self.day, start: start, end: end, interval: interval,
      slotCount: cellCount / Int(interval / step), exponent: exponent, values: values, isReopened: isReopened)
    day.register = register
    day.quality = quality
    versions?.deallocate()
    let parts = Int(interval / step)
    guard parts > 1 else { return day }
    // A slot is never behind its cells, so the vectors shrink in place.
    for slot in 0..<day.slotCount {
      let cells = slot * parts..<(slot + 1) * parts
      let isKnown = cells.allSatisfy { values[$0] != missing }
      let last = cells.last { values[$0] != covered } ?? cells.lowerBound
      let worst = isLevel ? last : worst(of: cells)
      let code = quality?[worst] ?? 0
      let total = isLevel ? values[last] : cells.reduce(0) { values[$1] > covered ? $0 + values[$1] : $0 }
      // Of a level, what the interval ends with is enough.
      values[slot] = isKnown || (isLevel && values[cells.upperBound - 1] != missing) ? total : missing
      quality?[slot] = code
    }
    return day
  }

  /// The first cell of the worst quality: estimates are worse than other final values, and these than actual ones.
  private func worst(of cells: Range<Int>) -> Int {
    guard let quality else { return cells.lowerBound }
    return cells.first { quality[$0] > 0 } ?? cells.first { quality[$0] < 0 } ?? cells.lowerBound
  }
}
