import Decode
import Foundation
import Grid

/// Lanes that were written before their dump was at its end, in a temporary file.
///
/// The database does not hold what a later record of the dump must know of them: versions, parts of intervals.
final class LaneArchive {
  private var descriptor: Int32 = -1
  private var places: [UInt64: Int64] = [:]
  private var end: Int64 = 0

  private struct Head {
    let step: Int32
    let cellCount: Int32
    let exponent: Int16
    let flags: Int16
    let version: Int64
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func put(_ lanes: [OpenLane], key: (OpenLane) -> UInt64) throws {
    if descriptor < 0 { descriptor = try temporaryFile() }
    var bytes: [UInt8] = []
    for lane in lanes {
      places[key(lane)] = end + Int64(bytes.count)
      let flags = Int16((lane.quality == nil ? 0 : 1) + (lane.versions == nil ? 0 : 2) + (lane.hasSpans ? 4 : 0))
      let head = Head(
        step: lane.step, cellCount: Int32(lane.cellCount), exponent: lane.exponent, flags: flags, version: lane.version)
      withUnsafeBytes(of: head) { bytes += $0 }
      bytes += UnsafeRawBufferPointer(start: lane.values, count: lane.cellCount * 4)
      if let quality = lane.quality { bytes += UnsafeRawBufferPointer(start: quality, count: lane.cellCount * 2) }
      if let versions = lane.versions { bytes += UnsafeRawBufferPointer(start: versions, count: lane.cellCount * 8) }
      if bytes.count >= 1 << 20 { try flush(&bytes) }
    }
    try flush(&bytes)
  }

  /// Fills a lane that is opened once more with what the dump has said of it; false when it has said nothing.
  func recall(_ lane: inout OpenLane, key: UInt64) throws -> Bool {
    guard let place = places[key] else { return false }
    var head = Head(step: 0, cellCount: 0, exponent: 0, flags: 0, version: 0)
    try withUnsafeMutableBytes(of: &head) { try read($0, at: place) }
    lane.free()
    let count = Int(head.cellCount)
    lane.step = head.step
    lane.cellCount = count
    lane.exponent = head.exponent
    lane.version = head.version
    lane.hasSpans = head.flags & 4 != 0
    lane.isUsed = true
    lane.isReopened = true
    lane.values = .allocate(capacity: count)
    lane.quality = head.flags & 1 != 0 ? .allocate(capacity: count) : nil
    lane.versions = head.flags & 2 != 0 ? .allocate(capacity: count) : nil
    var at = place + Int64(MemoryLayout<Head>.size)
    for (start, size) in [
      (UnsafeMutableRawPointer(lane.values), 4), (UnsafeMutableRawPointer(lane.quality), 2),
      (UnsafeMutableRawPointer(lane.versions), 8),
    ] as [(UnsafeMutableRawPointer?, Int)] {
      guard let start else { continue }
      try read(UnsafeMutableRawBufferPointer(start: start, count: count * size), at: at)
      at += Int64(count * size)
    }
    return true
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
