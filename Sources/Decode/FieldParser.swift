import Grid

/// The fields of one line: where they begin and end.
public struct Fields {
  public static let countLimit = 32
  /// Fields whose bounds are kept; those behind are counted.
  public let limit: Int
  /// Start and end of each field, in bytes from the line's start.
  public let bounds: UnsafeMutablePointer<(start: Int32, end: Int32)>
  public var count = 0
  /// The line that the bounds belong to: the given one, or an unquoted copy.
  public var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: LineReader.lengthLimit + 1, alignment: 1)

  public init(limit: Int = countLimit) {
    self.limit = limit
    bounds = .allocate(capacity: limit + 1)
  }

  public func close() {
    bounds.deallocate()
    copy.deallocate()
  }

  /// Splits a line at a separator; quotes are taken off. False when a quote is not closed.
  @inlinable @inline(__always)
  public mutating func split(_ line: UnsafeRawBufferPointer, at separator: UInt8) -> Bool {
    text = line
    count = 0
    var start: Int32 = 0
    let base = line.baseAddress.unsafelyUnwrapped
    let length = Int32(truncatingIfNeeded: line.count)
    var at: Int32 = 0
    while at < length {
      let byte = base.load(fromByteOffset: Int(at), as: UInt8.self)
      if byte == separator {
        if count < limit { bounds[count] = (start, at) }
        count += 1
        start = at + 1
      } else if byte == 0x22 {
        return splitQuoted(line, at: separator)
      }
      at += 1
    }
    if count < limit { bounds[count] = (start, length) }
    count += 1
    return true
  }

  @usableFromInline
  mutating func splitQuoted(_ line: UnsafeRawBufferPointer, at separator: UInt8) -> Bool {
    count = 0
    var used: Int32 = 0
    var start: Int32 = 0
    var isQuoted = false
    var at = 0
    while at < line.count {
      let byte = line[at]
      if byte == 0x22 {
        if isQuoted, at + 1 < line.count, line[at + 1] == 0x22 {
          copy[Int(used)] = byte
          used += 1
          at += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == separator, !isQuoted {
        if count < limit { bounds[count] = (start, used) }
        count += 1
        start = used
      } else {
        copy[Int(used)] = byte
        used += 1
      }
      at += 1
    }
    if count < limit { bounds[count] = (start, used) }
    count += 1
    text = UnsafeRawBufferPointer(rebasing: copy[..<Int(used)])
    return !isQuoted
  }

  /// The bytes of a field, blanks at both ends taken off.
  @inlinable @inline(__always)
  public subscript(_ index: Int) -> UnsafeRawBufferPointer {
    var (start, end) = bounds[index]
    let base = text.baseAddress.unsafelyUnwrapped
    while start < end, base.load(fromByteOffset: Int(start), as: UInt8.self) == 0x20 { start += 1 }
    while start < end, base.load(fromByteOffset: Int(end) - 1, as: UInt8.self) == 0x20 { end -= 1 }
    return UnsafeRawBufferPointer(start: base + Int(start), count: Int(end - start))
  }
}

/// An amount of energy as written: exact, in mWh, and whether whole Wh do.
public struct WrittenEnergy {
  public var milliWh: Int64
  public var isWhole: Bool

  @inlinable
  public init(milliWh: Int64, isWhole: Bool) {
    self.milliWh = milliWh
    self.isWhole = isWhole
  }
}

/// Parses `12`, `12.5`, `-3` or, where allowed, `12,5`: digits, at most 12 before and 3 behind the mark.
@inlinable @inline(__always)
public func parseEnergy(_ text: UnsafeRawBufferPointer, comma: Bool, into result: inout WrittenEnergy) -> RowFault? {
  let count = text.count
  guard count > 0 else { return .emptyValue }
  let base = text.baseAddress.unsafelyUnwrapped
  var at = 0
  let isNegative = base.load(as: UInt8.self) == 0x2D
  if isNegative { at = 1 }
  var whole: Int64 = 0
  let first = at
  while at < count {
    let digit = base.load(fromByteOffset: at, as: UInt8.self) &- 0x30
    guard digit < 10 else { break }
    whole = whole &* 10 &+ Int64(digit)
    at += 1
  }
  guard at > first, at - first <= 12 else { return .notANumber }
  var milli = whole &* 1000
  var isWhole = true
  if at < count {
    let mark = base.load(fromByteOffset: at, as: UInt8.self)
    guard mark == 0x2E || (comma && mark == 0x2C), at + 1 < count else { return .notANumber }
    var unit: Int64 = 100
    at += 1
    while at < count {
      let digit = base.load(fromByteOffset: at, as: UInt8.self) &- 0x30
      guard digit < 10 else { return .notANumber }
      if unit == 0, digit != 0 { return .tooPrecise }
      milli &+= Int64(digit) &* unit
      if digit != 0 { isWhole = false }
      unit /= 10
      at += 1
    }
  }
  result = WrittenEnergy(milliWh: isNegative ? -milli : milli, isWhole: isWhole)
  return nil
}

/// `1 value`, `3 values`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension UnsafeRawBufferPointer {
  /// The bytes as text; what is not UTF-8 as U+FFFD.
  var text: String { String(decoding: self, as: UTF8.self) }
}
