import Foundation
import Grid

/// Rows of the native form on their way to a file or to standard output, a megabyte at a time.
final class DumpWriter {
  static let header = "meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n"
  /// No row is longer.
  private static let rowLimit = 256
  private static let capacity = 1 << 20

  private let descriptor: Int32
  /// The file while it is being written; nil: an open descriptor.
  private let temporary: String?
  private let path: String
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
  private var used = 0
  /// Lines written so far, the header included.
  private(set) var lines: Int64 = 0

  /// Writes to a file that takes its name once it is whole.
  init(file path: String) throws {
    self.path = path
    let temporary = path + ".part"
    self.temporary = temporary
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw PlainFailure(.cannotCreate, "cannot write \(path)", detail: String(cString: strerror(errno)))
    }
  }

  /// Writes to an open descriptor, which stays open.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    path = "standard output"
    temporary = nil
  }

  deinit {
    buffer.deallocate()
    if let temporary {
      close(descriptor)
      unlink(temporary)
    }
  }

  func line(_ text: String) throws {
    let bytes = Array(text.utf8)
    try makeRoom(bytes.count)
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: $0) }
    used += bytes.count
    lines += 1
  }

  /// - Parameters:
  ///   - meter: The meter's code.
  ///   - stamp: The time between its two commas.
  @inline(__always)
  func row(
    _ meter: UnsafeRawBufferPointer, _ stamp: UnsafeRawBufferPointer, _ consumed: Int64, _ produced: Int64,
    _ discharged: Int64
  ) throws {
    if used + Self.rowLimit > Self.capacity { try flush() }
    var at = buffer.baseAddress.unsafelyUnwrapped + used
    at.copyMemory(from: meter.baseAddress.unsafelyUnwrapped, byteCount: meter.count)
    at += meter.count
    at.copyMemory(from: stamp.baseAddress.unsafelyUnwrapped, byteCount: DayPlan.stampLength)
    at += DayPlan.stampLength
    at = Self.put(consumed, at, end: 0x2C)
    at = Self.put(produced, at, end: 0x2C)
    at = Self.put(discharged, at, end: 0x0A)
    used = at - buffer.baseAddress.unsafelyUnwrapped
    lines &+= 1
  }

  /// Writes a number and the byte behind it; returns where the next one goes.
  @inline(__always)
  private static func put(_ value: Int64, _ start: UnsafeMutableRawPointer, end: UInt8) -> UnsafeMutableRawPointer {
    var at = start
    var rest = value.magnitude
    if value < 0 {
      at.storeBytes(of: 0x2D, as: UInt8.self)
      at += 1
    }
    var length = 1
    var bound: UInt64 = 10
    while rest >= bound, length < 19 {
      length += 1
      bound &*= 10
    }
    var digit = length
    while digit > 0 {
      digit &-= 1
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      at.storeBytes(of: UInt8(truncatingIfNeeded: remainder) &+ 0x30, toByteOffset: digit, as: UInt8.self)
      rest = quotient
    }
    at += length
    at.storeBytes(of: end, as: UInt8.self)
    return at + 1
  }

  private func makeRoom(_ count: Int) throws {
    if used + count > Self.capacity { try flush() }
  }

  private func flush() throws {
    var done = 0
    while done < used {
      let count = Foundation.write(descriptor, buffer.baseAddress! + done, used - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw PlainFailure(
          .ioError, "cannot write \(path)", detail: String(cString: strerror(errno)), hint: "Is the disk full?")
      }
      done += count
    }
    used = 0
  }

  /// Writes the rest and gives the file its name.
  func finish() throws {
    try flush()
    guard let temporary else { return }
    guard rename(temporary, path) == 0 else {
      throw PlainFailure(.cannotCreate, "cannot write \(path)", detail: String(cString: strerror(errno)))
    }
  }
}
