import CPostgreSQL
import Grid

/// A row in PostgreSQL's binary format, valid only during the call that hands it over; columns by position.
public struct BinaryRow {
  let result: OpaquePointer

  private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: PQgetvalue(result, 0, Int32(column)), count: Int(PQgetlength(result, 0, Int32(column))))
  }

  public func isNull(_ column: Int) -> Bool { PQgetisnull(result, 0, Int32(column)) == 1 }
  public func int16(_ column: Int) -> Int16 { bytes(column).bigEndian(at: 0) }
  public func int32(_ column: Int) -> Int32 { bytes(column).bigEndian(at: 0) }
  public func int64(_ column: Int) -> Int64 { bytes(column).bigEndian(at: 0) }

  public func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// A `date`.
  public func day(_ column: Int) -> LocalDay { LocalDay(number: int32(column) + BinaryFormat.epochDay) }

  /// An `integer[]` of one dimension, appended to an array that is reused; NULL becomes `missing`.
  public func int32s(_ column: Int, missing: Int32, into values: inout [Int32]) {
    values.removeAll(keepingCapacity: true)
    elements(column, missing: missing, into: &values)
  }

  /// A `bigint[]` of one dimension; NULL becomes `missing`.
  public func int64s(_ column: Int, missing: Int64) -> [Int64] {
    var values: [Int64] = []
    elements(column, missing: missing, into: &values)
    return values
  }

  /// A `smallint[]` of one dimension without NULL; nil when it is NULL as a whole.
  public func int16s(_ column: Int) -> [Int16]? {
    guard !isNull(column) else { return nil }
    var values: [Int16] = []
    elements(column, missing: 0, into: &values)
    return values
  }

  @inline(__always)
  private func elements<T: FixedWidthInteger>(_ column: Int, missing: T, into values: inout [T]) {
    let array = bytes(column)
    guard (array.bigEndian(at: 0) as Int32) == 1 else { return }
    let count = Int(array.bigEndian(at: 12) as Int32)
    values.reserveCapacity(count)
    var at = 20
    for _ in 0..<count {
      let length: Int32 = array.bigEndian(at: at)
      at += 4
      if length < 0 {
        values.append(missing)
      } else {
        values.append(array.bigEndian(at: at))
        at += MemoryLayout<T>.size
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  @inline(__always)
  func bigEndian<T: FixedWidthInteger>(at offset: Int) -> T {
    T(bigEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
  }
}

/// Constants of PostgreSQL's binary format.
enum BinaryFormat {
  /// 2000-01-01, the server's day zero.
  static let epochDay: Int32 = 10_957
  static let epochSecond: Int64 = 946_684_800
  static let int2: Int32 = 21
  static let int4: Int32 = 23
  static let int8: Int32 = 20
}
