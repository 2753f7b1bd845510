public import Foundation
import Grid

/// Cuts an input into lines, without their line breaks (LF or CRLF), in constant memory.
public struct LineReader {
  /// Longer lines are handed over cut, and are no readings.
  public static let lengthLimit = 1 << 16

  private let input: any ByteSource
  /// What messages call the input.
  var name: String { input.name }
  @usableFromInline let buffer: UnsafeMutableRawBufferPointer
  @usableFromInline var start = 0
  @usableFromInline var end = 0
  private var isAtEnd = false
  /// Physical number of the line handed over last, from 1.
  @inlinable public var number: Int { count }
  @usableFromInline var count = 0
  /// Whether that line was longer than the limit.
  @inlinable public var isCut: Bool { wasCut }
  @usableFromInline var wasCut = false

  public init(_ input: any ByteSource) {
    self.input = input
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  /// Call when done.
  public func close() { buffer.deallocate() }

  /// The next line, valid until the next call; nil at the end.
  @inlinable @inline(__always)
  public mutating func next() throws -> UnsafeRawBufferPointer? {
    let rest = end - start
    if rest > 0, let found = memchr(buffer.baseAddress! + start, 10, rest) {
      let length = UnsafeRawPointer(found) - UnsafeRawPointer(buffer.baseAddress! + start)
      return take(length, skipping: 1)
    }
    return try nextAcrossBuffer()
  }

  @inlinable @inline(__always)
  mutating func take(_ length: Int, skipping: Int) -> UnsafeRawBufferPointer {
    var line = UnsafeRawBufferPointer(start: buffer.baseAddress! + start, count: length)
    start += length + skipping
    count += 1
    wasCut = length > LineReader.lengthLimit
    if length > 0, line[length - 1] == 13 { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
    return line
  }

  @usableFromInline
  mutating func nextAcrossBuffer() throws -> UnsafeRawBufferPointer? {
    while true {
      if let found = end > start ? memchr(buffer.baseAddress! + start, 10, end - start) : nil {
        return take(UnsafeRawPointer(found) - UnsafeRawPointer(buffer.baseAddress! + start), skipping: 1)
      }
      if isAtEnd { return end > start ? take(end - start, skipping: 0) : nil }
      if end - start > LineReader.lengthLimit { return try takeCut() }
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      end -= start
      start = 0
      let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
      end += count
      isAtEnd = count == 0
    }
  }

  /// Hands over the beginning of a line that is too long, and skips the rest of it.
  private mutating func takeCut() throws -> UnsafeRawBufferPointer {
    let kept = LineReader.lengthLimit
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
    end -= start
    var search = kept
    while true {
      if let found = end > search ? memchr(buffer.baseAddress! + search, 10, end - search) : nil {
        start = UnsafeRawPointer(found) - UnsafeRawPointer(buffer.baseAddress!) + 1
        break
      }
      if isAtEnd {
        start = end
        break
      }
      search = kept
      end = kept
      let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
      end += count
      isAtEnd = count == 0
    }
    count += 1
    wasCut = true
    return UnsafeRawBufferPointer(rebasing: buffer[..<kept])
  }
}
