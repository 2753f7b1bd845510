import Decode
import Foundation
import Grid

/// What the database does not hold of lanes that were written before their dump was at its end, in a temporary file.
///
/// A later record of the dump must know it: versions, parts of intervals, values of days that are not complete yet.
final class LaneArchive {
  /// Lanes of days in a row, of one size.
  private struct Run {
    let first: Int32
    var count: Int32
    let size: Int32
    let place: Int64
  }

  private struct Head {
    let step: Int32
    let cellCount: Int32
    let exponent: Int16
    let flags: Flags
    let version: Int64
  }

  private struct Flags: OptionSet {
    let rawValue: Int16
    static let quality = Flags(rawValue: 1)
    static let versions = Flags(rawValue: 2)
    static let spans = Flags(rawValue: 4)
    /// The database holds all values as they are.
    static let stored = Flags(rawValue: 8)
  }

  /// Where each lane's days stand.
  private struct Places {
    /// Runs of each lane in the order of writing: of two that have a day, the later one holds.
    private var runs: [[Run]] = []
    /// Each lane's last day.
    private var last: [Int32] = []

    mutating func note(_ lane: OpenLane, at place: Int64, size: Int32) {
      let (number, day) = (Int(lane.lane), lane.day.number)
      while runs.count <= number {
        runs.append([])
        last.append(.min)
      }
      last[number] = max(last[number], day)
      if let run = runs[number].last, run.size == size, run.first + run.count == day,
        run.place + Int64(run.count) * Int64(size) == place
      {
        runs[number][runs[number].count - 1].count += 1
      } else {
        runs[number].append(Run(first: day, count: 1, size: size, place: place))
      }
    }

    func place(of lane: OpenLane) -> Int64? {
      let (number, day) = (Int(lane.lane), lane.day.number)
      guard number < runs.count, day <= last[number],
        let run = runs[number].last(where: { $0.first <= day && day < $0.first + $0.count })
      else { return nil }
      return run.place + Int64(day - run.first) * Int64(run.size)
    }
  }

  private var descriptor: Int32 = -1
  private var end: Int64 = 0
  private var places = Places()

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Parameters:
  ///   - lanes: In the order of lanes and days.
  ///   - interval: Seconds of the intervals that the database holds of a lane.
  func put(_ lanes: [OpenLane], interval: (OpenLane) -> Int32) throws {
    if descriptor < 0 { descriptor = try temporaryFile() }
    var bytes: [UInt8] = []
    for lane in lanes {
      var flags: Flags = []
      if lane.quality != nil { flags.insert(.quality) }
      if lane.versions != nil { flags.insert(.versions) }
      if lane.hasSpans { flags.insert(.spans) }
      if lane.versions == nil, lane.step == interval(lane), lane.isComplete() { flags.insert(.stored) }
      let start = bytes.count
      let head = Head(
        step: lane.step, cellCount: Int32(lane.cellCount), exponent: lane.exponent, flags: flags, version: lane.version)
      withUnsafeBytes(of: head) { bytes += $0 }
      if !flags.contains(.stored) {
        bytes += UnsafeRawBufferPointer(start: lane.values, count: lane.cellCount * 4)
        if let quality = lane.quality { bytes += UnsafeRawBufferPointer(start: quality, count: lane.cellCount * 2) }
        if let versions = lane.versions { bytes += UnsafeRawBufferPointer(start: versions, count: lane.cellCount * 8) }
      }
      places.note(lane, at: end + Int64(start), size: Int32(bytes.count - start))
      if bytes.count >= 1 << 20 { try flush(&bytes) }
    }
    try flush(&bytes)
  }

  /// Fills a lane that is opened once more with what the dump has said of it.
  ///
  /// - Parameter stored: Fills values and qualities with what the database holds of them.
  func recall(_ lane: inout OpenLane, stored: (inout OpenLane) throws -> Void) throws {
    guard let place = places.place(of: lane) else { return }
    var head = Head(step: 0, cellCount: 0, exponent: 0, flags: [], version: 0)
    try withUnsafeMutableBytes(of: &head) { try read($0, at: place) }
    lane.free()
    let count = Int(head.cellCount)
    lane.step = head.step
    lane.cellCount = count
    lane.exponent = head.exponent
    lane.version = head.version
    lane.hasSpans = head.flags.contains(.spans)
    lane.isUsed = true
    lane.isReopened = true
    lane.values = .allocate(capacity: count)
    guard !head.flags.contains(.stored) else {
      lane.values.initialize(repeating: missing, count: count)
      return try stored(&lane)
    }
    lane.quality = head.flags.contains(.quality) ? .allocate(capacity: count) : nil
    lane.versions = head.flags.contains(.versions) ? .allocate(capacity: count) : nil
    var at = place + Int64(MemoryLayout<Head>.size)
    for (start, size) in [
      (UnsafeMutableRawPointer(lane.values), 4), (UnsafeMutableRawPointer(lane.quality), 2),
      (UnsafeMutableRawPointer(lane.versions), 8),
    ] as [(UnsafeMutableRawPointer?, Int)] {
      guard let start else { continue }
      try read(UnsafeMutableRawBufferPointer(start: start, count: count * size), at: at)
      at += Int64(count * size)
    }
  }

  private func read(_ buffer: UnsafeMutableRawBufferPointer, at place: Int64) throws {
    guard pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)) == buffer.count else {
      throw PlainFailure(.ioError, "the temporary file cannot be read", detail: String(cString: strerror(errno)))
    }
  }

  private func flush(_ bytes: inout [UInt8]) throws {
    guard pwrite(descriptor, bytes, bytes.count, off_t(end)) == bytes.count else {
      throw PlainFailure(.ioError, "the temporary file is full", hint: "Set TMPDIR to a folder with space.")
    }
    end += Int64(bytes.count)
    bytes.removeAll(keepingCapacity: true)
  }
}
