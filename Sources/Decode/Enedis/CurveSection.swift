import Grid

/// One value of a load curve.
struct CurveRow {
  /// The interval of a row that stands for a whole local day, of 23, 24 or 25 hours.
  static let day: Int32 = 86_400

  static let noOffset = Int16.min

  /// Seconds since the epoch; on the wall clock until `CurveSection.settleWalls` when `isWall`.
  var stamp: Int64
  /// `IntervalRun.missing` where the row has no value: the stamp still tells the interval of its neighbours.
  var mantissa: Int64
  /// Seconds; 0 where the row does not say.
  var interval: Int32 = 0
  var line: Int32
  var quality: Int16 = 0
  var scale: UInt8 = 0
  /// How far the file's clock is ahead of UTC; `noOffset` where it does not say.
  var offsetMinutes = CurveRow.noOffset
  var isWall = false
  /// Whether the file wrote a day without a time.
  var hasDayAlone = false

  init(_ time: WrittenTime, value: ExactDecimal?, line: Int) {
    switch time {
    case .instant(let instant, let offset):
      stamp = instant
      offsetMinutes = Int16(offset / 60)
    case .wall(let wall):
      stamp = wall
      isWall = true
    case .day(let day):
      stamp = Int64(day.number) * 86_400
      isWall = true
      hasDayAlone = true
    }
    mantissa = value?.mantissa ?? IntervalRun.missing
    scale = UInt8(value?.scale ?? 0)
    self.line = Int32(clamping: line)
  }
}

/// The values of one register of one metering point, as one header of a file describes them.
final class CurveSection {
  let channel: Channel
  /// The range that was asked for; it may be longer than the data.
  var first: Int64?
  var last: Int64?
  /// Seconds, as the header says; 0 where it does not.
  var interval: Int32 = 0
  /// Of two values for an interval the one of the greater version holds: those that Enedis completed.
  var version: Int64 = 0
  /// What the heading says that stamps are.
  var said: DecodeOptions.Stamp?
  /// What stamps are where the file does not decide it; nil: then it is refused.
  var assumed: DecodeOptions.Stamp?
  var rows: [CurveRow] = []
  /// Decided for rows that were handed over already.
  var decided: DecodeOptions.Stamp?

  init(_ channel: Channel) { self.channel = channel }

  /// Turns times of a wall clock into instants, and hands over those that the clock never shows.
  ///
  /// In the hour that autumn repeats, the order of the rows tells which is meant; a stamp that is there twice as often
  /// as the stamps around it is both.
  func settleWalls(_ clock: inout LocalClock, refuse: (CurveRow) throws -> Void) rethrows {
    guard rows.contains(where: \.isWall) else { return }
    let walls = rows.map(\.stamp)
    let descends = zip(walls, walls.dropFirst()).reduce(0) { $0 + ($1.1 < $1.0 ? 1 : $1.1 > $1.0 ? -1 : 0) } > 0
    let copies = usualCopies(walls)
    var kept: [CurveRow] = []
    kept.reserveCapacity(rows.count)
    var before: Int64?
    var at = 0
    while at < rows.count {
      guard rows[at].isWall else {
        before = rows[at].stamp
        kept.append(rows[at])
        at += 1
        continue
      }
      var end = at + 1
      while end < rows.count, rows[end].isWall, walls[end] == walls[at] { end += 1 }
      var instants = clock.instants(showing: walls[at])
      if rows[at].interval == CurveRow.day {
        instants = [clock.start(of: LocalDay(number: Int32(clamping: walls[at] / 86_400)))]
      }
      if descends { instants.reverse() }
      let isBoth = instants.count == 2 && end - at >= 2 * copies
      for row in at..<end {
        guard let instant = instants.first else {
          try refuse(rows[row])
          continue
        }
        var settled = rows[row]
        settled.isWall = false
        settled.stamp = instant
        if instants.count == 2 {
          let isPast = before.map { descends ? instant > $0 : instant < $0 } ?? false
          if isPast || isBoth && row - at >= (end - at) / 2 { settled.stamp = instants[1] }
        }
        kept.append(settled)
      }
      if let settled = kept.last { before = settled.stamp }
      at = end
    }
    rows = kept
  }

  /// How often a stamp is there in the file: 1, or 4 where each row is repeated.
  private func usualCopies(_ walls: [Int64]) -> Int {
    var counts: [Int: Int] = [:]
    var length = 0
    for at in walls.indices {
      length += 1
      if at + 1 == walls.count || walls[at + 1] != walls[at] {
        counts[min(length, 64), default: 0] += 1
        length = 0
      }
    }
    return counts.max { $0.value < $1.value || $0.value == $1.value && $0.key > $1.key }?.key ?? 1
  }
}

/// The interval that each stamp of a load curve stands for, as the distances between the stamps tell it.
///
/// Files change from 60 to 30 to 10 minutes without a word. A distance that holds for three rows in a row is the
/// interval there; a longer one between shorter ones is a gap, unless it holds for a day.
struct CurveIntervals {
  /// Distinct, ascending.
  let stamps: [Int64]
  /// By stamp, where rows say their interval; else 0.
  private let said: [Int32]
  private var gaps: [Int64] = []
  private var isSteady: [Bool] = []
  /// The interval that holds before and behind each gap, 0 where none does.
  private var earlier: [Int64] = []
  private var later: [Int64] = []
  /// The most frequent distance; the shorter of two; 0 where no distance is one of an interval.
  private var common: Int64 = 0

  /// - Parameter rows: Ascending by stamp.
  init(_ rows: [CurveRow], order: [Int32], declared: Int32) {
    var stamps: [Int64] = []
    var said: [Int32] = []
    for index in order {
      let row = rows[Int(index)]
      if stamps.last != row.stamp {
        stamps.append(row.stamp)
        said.append(row.interval)
      }
    }
    self.stamps = stamps
    self.said = said
    guard said.contains(0) else { return }
    gaps = zip(stamps, stamps.dropFirst()).map { $1 - $0 }
    findCommon(declared: Int64(declared))
    findSteady(declared: Int64(declared))
    earlier = [Int64](repeating: 0, count: gaps.count + 1)
    later = earlier
    for at in gaps.indices { earlier[at + 1] = isSteady[at] ? gaps[at] : earlier[at] }
    for at in gaps.indices.reversed() { later[at] = isSteady[at] ? gaps[at] : later[at + 1] }
  }

  /// Seconds that the stamp at an index stands for; 0 when nothing tells it.
  func interval(at index: Int, _ stamp: DecodeOptions.Stamp) -> Int32 {
    if said[index] > 0 { return said[index] }
    let before = index > 0 ? index - 1 : nil
    let behind = index < gaps.count ? index : nil
    // The gap that the interval fills when nothing is missing, and the one on the other side.
    let (own, other) = stamp == .end ? (before, behind) : (behind, before)
    if let own, isSteady[own] { return Int32(gaps[own]) }
    var found = common
    if let other, isSteady[other] {
      found = gaps[other]
    } else if earlier[index] > 0 {
      found = earlier[index]
    } else if later[index] > 0 {
      found = later[index]
    }
    // Never longer than the distance to the neighbour: it would overlap it.
    if let own, gaps[own] < found { found = CurveIntervals.isInterval(gaps[own]) ? gaps[own] : 0 }
    return Int32(found)
  }

  private static func isInterval(_ seconds: Int64) -> Bool { seconds >= 60 && seconds <= 3600 && 3600 % seconds == 0 }

  private mutating func findCommon(declared: Int64) {
    var counts: [Int64: Int] = [:]
    for gap in gaps where CurveIntervals.isInterval(gap) { counts[gap, default: 0] += 1 }
    common = counts.max { $0.value < $1.value || $0.value == $1.value && $0.key > $1.key }?.key ?? 0
    // Rows at other distances than the header says are believed, rows at multiples of it have gaps between them.
    if declared > 0, common % declared == 0 { common = declared }
  }

  private mutating func findSteady(declared: Int64) {
    isSteady = [Bool](repeating: false, count: gaps.count)
    var runs: [Range<Int>] = []
    var start = 0
    for at in gaps.indices where at + 1 == gaps.count || gaps[at + 1] != gaps[at] {
      if at + 1 - start >= 3, CurveIntervals.isInterval(gaps[at]) { runs.append(start..<at + 1) }
      start = at + 1
    }
    for (number, run) in runs.enumerated() {
      let gap = gaps[run.lowerBound]
      if declared > 0, gap > declared, gap % declared == 0 { continue }
      if number > 0, number + 1 < runs.count {
        let (left, right) = (gaps[runs[number - 1].lowerBound], gaps[runs[number + 1].lowerBound])
        let isAround = left == right && gap > left && gap % left == 0
        if isAround, Int64(run.count) * gap < 86_400 { continue }
      }
      for at in run { isSteady[at] = true }
    }
  }
}
