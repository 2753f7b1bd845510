import Decode
import Grid

/// Puts the values of runs into open lanes.
struct LaneWriter {
  /// The values of one run that fall into one lane.
  struct Segment {
    let run: IntervalRun
    /// Elements of the run.
    let elements: Range<Int>
    /// First cell in the lane.
    let cell: Int
    /// Cells of a value.
    let width: Int
  }

  /// Values of the segment in mWh, −1 where there is none.
  private var milliWh: [Int64] = []

  /// Puts a segment into an open lane of a store.
  mutating func put(
    _ segment: Segment, into position: Int, of store: inout LaneStore, _ conversion: Conversion,
    _ outcome: inout RunOutcome
  ) {
    let isFine = convert(segment, conversion, &outcome)
    let interval = store.lanes[Int(store.days[position].lane)].interval
    store.change(position) { lane in
      if isFine, lane.exponent == 0, !lane.refine(interval: interval) {
        drop(segment, &outcome, note: "the day has values that are too large to be kept in mWh") { $0 % 1000 != 0 }
      }
      // What a meter's interval adds up to fits too.
      let most = Int64(Int32.max) * Int64(conversion.interval) / Int64(interval) * (lane.exponent == 0 ? 1000 : 1)
      if conversion.limit > most {
        drop(segment, &outcome, note: "too large to be kept in \(lane.exponent == 0 ? "Wh" : "mWh")") { $0 > most }
      }
      lane.expect(segment.run.version)
      let hasQuality =
        segment.run.qualities.map { codes in segment.elements.contains { codes[$0] != 0 } }
        ?? (segment.run.quality != 0)
      if hasQuality { lane.needQuality() }
      lane.isUsed = true
      if segment.width == 1, !lane.hasSpans {
        fill(segment, in: &lane, &outcome)
      } else {
        for at in 0..<segment.elements.count where milliWh[at] >= 0 { place(at, of: segment, in: &lane, &outcome) }
      }
    }
  }

  /// Converts a segment; says whether it has values that are no whole Wh.
  private mutating func convert(_ segment: Segment, _ conversion: Conversion, _ outcome: inout RunOutcome) -> Bool {
    let count = segment.elements.count
    if milliWh.count < count { milliWh = Array(repeating: -1, count: count) }
    let values = UnsafeBufferPointer(rebasing: segment.run.values[segment.elements])
    var rest: Int64 = 0
    let isWhole = conversion.isWhole
    milliWh.withUnsafeMutableBufferPointer { converted in
      for at in 0..<count {
        let value = values[at]
        if UInt64(bitPattern: value) <= conversion.plain {
          let energy = conversion.milliWh(value)
          if !isWhole { rest |= energy % 1000 }
          converted[at] = energy
        } else if value >= 0, let energy = conversion.checked(value) {
          rest |= energy % 1000
          converted[at] = energy
        } else {
          converted[at] = -1
          guard value != IntervalRun.missing else { continue }
          outcome.fault(value < 0 ? .negative : .aboveLimit, CollectionOfOne(segment.elements.lowerBound + at))
        }
      }
    }
    return rest != 0
  }

  /// Takes values out of the segment that cannot be kept.
  private mutating func drop(
    _ segment: Segment, _ outcome: inout RunOutcome, note: String, where isBad: (Int64) -> Bool
  ) {
    for at in 0..<segment.elements.count where milliWh[at] >= 0 && isBad(milliWh[at]) {
      outcome.fault(.tooPrecise, CollectionOfOne(segment.elements.lowerBound + at), note: note)
      milliWh[at] = -1
    }
  }

  /// Values as long as the cells of a lane.
  private func fill(_ segment: Segment, in lane: inout OpenLane, _ outcome: inout RunOutcome) {
    let cells = lane.values + segment.cell
    let isWh = lane.exponent == 0
    let (quality, versions) = (lane.quality, lane.versions)
    milliWh.withUnsafeBufferPointer { converted in
      for at in 0..<segment.elements.count {
        let energy = converted[at]
        guard energy >= 0 else { continue }
        guard cells[at] == missing else {
          place(at, of: segment, in: &lane, &outcome)
          continue
        }
        cells[at] = Int32(truncatingIfNeeded: isWh ? energy / 1000 : energy)
        outcome.loadedCount += 1
        if let quality { quality[segment.cell + at] = code(of: at, in: segment) }
        if let versions { versions[segment.cell + at] = segment.run.version }
      }
    }
  }

  private func code(of at: Int, in segment: Segment) -> Int16 {
    segment.run.qualities.map { $0[segment.elements.lowerBound + at] } ?? segment.run.quality
  }

  /// One value wherever it goes: over what the dump has said of its interval, unless that is of a greater version.
  private func place(_ at: Int, of segment: Segment, in lane: inout OpenLane, _ outcome: inout RunOutcome) {
    let cell = segment.cell + at * segment.width
    let value = Int32(truncatingIfNeeded: lane.exponent == 0 ? milliWh[at] / 1000 : milliWh[at])
    let cells = cell..<cell + segment.width
    let known = lane.valuesOverlapping(cells)
    guard let first = known.first else {
      outcome.loadedCount += 1
      return lane.set(cells, value, code(of: at, in: segment), segment.run.version)
    }
    let isOlder = known.contains { lane.versions?[$0.lowerBound] ?? lane.version > segment.run.version }
    if first == cells, lane.values[cell] == value {
      outcome.repeatedCount += 1
    } else {
      outcome.loadedCount += 1
      outcome.conflictCount += 1
      if outcome.conflict == nil {
        let start = segment.run.start + Int64(segment.elements.lowerBound + at) * Int64(segment.run.interval)
        let old = "\(lane.values[first.lowerBound]) \(lane.exponent == 0 ? "Wh" : "mWh")"
        outcome.conflict = "\(Instant(seconds: start)): " + (isOlder ? "an older version of \(old)" : "replaces \(old)")
      }
    }
    guard !isOlder else { return }
    for range in known { lane.clear(range) }
    lane.set(cells, value, code(of: at, in: segment), segment.run.version)
  }
}

extension OpenLane {
  /// The cells of each known value that has a part in some cells.
  func valuesOverlapping(_ cells: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = cells.lowerBound
    while at > 0, values[at] == covered { at -= 1 }
    while at < cells.upperBound {
      guard values[at] != missing else {
        at += 1
        continue
      }
      let end = at + length(of: at)
      found.append(at..<end)
      at = end
    }
    return found
  }

  func clear(_ cells: Range<Int>) {
    for cell in cells {
      values[cell] = missing
      quality?[cell] = 0
      versions?[cell] = 0
    }
  }

  mutating func set(_ cells: Range<Int>, _ value: Int32, _ code: Int16, _ version: Int64) {
    if cells.count > 1 { hasSpans = true }
    for cell in cells {
      values[cell] = cell == cells.lowerBound ? value : covered
      quality?[cell] = code
      versions?[cell] = version
    }
  }
}
