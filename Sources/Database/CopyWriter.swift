import CPostgreSQL
import Grid

/// Writes rows into a table by binary COPY.
///
/// Fields are appended in the order of the statement's column list; every row starts with `row()`.
public final class CopyWriter {
  private let connection: Connection
  private let name: String
  private let fieldCount: Int16
  private var buffer: UnsafeMutableRawBufferPointer
  private var used = 0
  private var finished = false
  public private(set) var rowCount = 0

  /// - Parameter name: A file of the catalogue that holds `COPY … FROM STDIN (FORMAT binary)`.
  public init(_ name: String, fields: Int, on connection: Connection) throws {
    self.connection = connection
    self.name = name
    fieldCount = Int16(fields)
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
    PQclear(try connection.check(PQexec(connection.handle, Catalogue.statement(name)), name))
    append("PGCOPY\n".utf8)
    append([0xFF, 0x0D, 0x0A, 0x00])
    put(Int32(0))
    put(Int32(0))
  }

  deinit {
    // Left without finish(): an error is under way, and the server must not keep waiting for data.
    if !finished {
      PQputCopyEnd(connection.handle, "abandoned")
      while let result = PQgetResult(connection.handle) { PQclear(result) }
    }
    buffer.deallocate()
  }

  public func row() throws {
    if used > 1 << 17 { try flush() }
    put(fieldCount)
    rowCount += 1
  }

  public func null() { put(Int32(-1)) }

  @inline(__always)
  public func field(_ value: Int16) {
    put(Int32(2))
    put(value)
  }

  @inline(__always)
  public func field(_ value: Int32) {
    put(Int32(4))
    put(value)
  }

  @inline(__always)
  public func field(_ value: Int64) {
    put(Int32(8))
    put(value)
  }

  public func field(_ value: Int64?) { if let value { field(value) } else { null() } }
  public func field(_ value: Int32?) { if let value { field(value) } else { null() } }

  public func field(_ value: Bool) {
    put(Int32(1))
    put(value ? UInt8(1) : 0)
  }

  public func field(_ day: LocalDay) { field(day.number - BinaryFormat.epochDay) }

  public func field(_ text: String?) {
    guard let text else { return null() }
    put(Int32(text.utf8.count))
    append(text.utf8)
  }

  /// An `integer[]`; elements equal to `missing` become NULL.
  public func field(_ values: UnsafeBufferPointer<Int32>, missing: Int32) {
    let nulls = values.reduce(into: 0) { if $1 == missing { $0 += 1 } }
    arrayHeader(count: values.count, nulls: nulls, type: BinaryFormat.int4, size: 4)
    reserve(values.count * 8)
    var at = buffer.baseAddress! + used
    for value in values {
      if value == missing {
        at.storeBytes(of: Int32(-1).bigEndian, as: Int32.self)
        at += 4
      } else {
        // Length and value at once.
        at.storeBytes(of: (UInt64(4) << 32 | UInt64(UInt32(bitPattern: value))).bigEndian, as: UInt64.self)
        at += 8
      }
    }
    used = at - buffer.baseAddress!
  }

  /// A `bigint[]`; elements equal to `missing` become NULL.
  public func field(_ values: [Int64], missing: Int64) {
    let nulls = values.reduce(into: 0) { if $1 == missing { $0 += 1 } }
    arrayHeader(count: values.count, nulls: nulls, type: BinaryFormat.int8, size: 8)
    for value in values {
      if value == missing { put(Int32(-1)) } else { field(value) }
    }
  }

  /// An `integer[]` without NULL.
  public func field(_ values: [Int32]) {
    arrayHeader(count: values.count, nulls: 0, type: BinaryFormat.int4, size: 4)
    for value in values { field(value) }
  }

  /// A `smallint[]` without NULL; nil is NULL as a whole.
  public func field(_ values: [Int16]?) {
    guard let values else { return null() }
    arrayHeader(count: values.count, nulls: 0, type: BinaryFormat.int2, size: 2)
    for value in values { field(value) }
  }

  private func arrayHeader(count: Int, nulls: Int, type: Int32, size: Int) {
    put(Int32(20 + count * 4 + (count - nulls) * size))
    put(Int32(1))
    put(Int32(nulls > 0 ? 1 : 0))
    put(type)
    put(Int32(count))
    put(Int32(1))
  }

  /// A `bit varying`: one bit a flag, the first one highest.
  public func field(bits: [Bool]?) {
    guard let bits else { return null() }
    put(Int32(4 + (bits.count + 7) / 8))
    put(Int32(bits.count))
    var byte: UInt8 = 0
    for (index, bit) in bits.enumerated() {
      if bit { byte |= 0x80 >> UInt8(index & 7) }
      if index & 7 == 7 || index == bits.count - 1 {
        put(byte)
        byte = 0
      }
    }
  }

  /// A `numeric` of `value` × 10^`exponent`; the exponent is 0 or −3.
  public func field(numeric value: Int64, exponent: Int16) {
    precondition(exponent == 0 || exponent == -3)
    field(numeric: value, scale: Int(-exponent))
  }

  /// A `numeric` with a number of decimals, at most 8: `value` × 10^-`scale`.
  public func field(numeric value: Int64, scale: Int) {
    precondition((0...8).contains(scale))
    func power(of exponent: Int) -> UInt64 { (0..<exponent).reduce(1) { product, _ in product * 10 } }
    // Base 10,000: the fraction is filled up with zeros to whole digits of four decimals.
    let fractionDigits = (scale + 3) / 4
    var whole = value.magnitude / power(of: scale)
    var fraction = value.magnitude % power(of: scale) * power(of: fractionDigits * 4 - scale)
    var digits: [Int16] = []
    for _ in 0..<fractionDigits {
      digits.insert(Int16(fraction % 10_000), at: 0)
      fraction /= 10_000
    }
    while whole > 0 {
      digits.insert(Int16(whole % 10_000), at: 0)
      whole /= 10_000
    }
    put(Int32(8 + digits.count * 2))
    put(Int16(digits.count))
    put(Int16(digits.count - fractionDigits - 1))
    put(value < 0 ? Int16(0x4000) : Int16(0))
    put(Int16(scale))
    for digit in digits { put(digit) }
  }

  /// Ends the COPY; only then have the rows arrived.
  public func finish() throws {
    put(Int16(-1))
    try flush()
    finished = true
    guard PQputCopyEnd(connection.handle, nil) == 1 else {
      throw DatabaseFailure.of(nil, on: connection.handle, in: name)
    }
    var failure: DatabaseFailure?
    while let result = PQgetResult(connection.handle) {
      if PQresultStatus(result) != PGRES_COMMAND_OK, failure == nil {
        failure = .of(result, on: connection.handle, in: name)
      }
      PQclear(result)
    }
    if let failure { throw failure }
  }

  private func flush() throws {
    guard used > 0 else { return }
    let sent = PQputCopyData(connection.handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(used))
    used = 0
    guard sent == 1 else { throw DatabaseFailure.of(nil, on: connection.handle, in: name) }
  }

  @inline(__always)
  private func put<T: FixedWidthInteger>(_ value: T) {
    reserve(MemoryLayout<T>.size)
    buffer.storeBytes(of: value.bigEndian, toByteOffset: used, as: T.self)
    used += MemoryLayout<T>.size
  }

  private func append(_ bytes: some Collection<UInt8>) {
    reserve(bytes.count)
    UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyBytes(from: bytes)
    used += bytes.count
  }

  @inline(__always)
  private func reserve(_ count: Int) {
    if used + count > buffer.count { grow(by: count) }
  }

  private func grow(by count: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2 + count, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<used]))
    buffer.deallocate()
    buffer = larger
  }
}
