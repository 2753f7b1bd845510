import Database
import Decode
import Grid

/// Keeps the bad rows of a dump, and hands them to the database in pieces.
struct RejectWriter {
  private struct Reject {
    let line: Int
    let column: Int?
    let code: RowFault
    let raw: String
    let note: String?
    let reading: String?
    let number: Int32
  }

  /// Bytes of a line that are kept.
  static let rawLimit = 1000

  private let batchID: Int64
  private let database: Connection
  private var pending: [Reject] = []
  private var number: Int32 = 0
  /// Values by code.
  private(set) var codes: [String: Int] = [:]

  /// - Parameter number: Greatest running number that the dump has given already.
  init(batchID: Int64, after number: Int32 = 0, on database: Connection) {
    self.batchID = batchID
    self.number = number
    self.database = database
  }

  /// - Parameters:
  ///   - reading: The reading as text, see `StoredReading`; nil where nobody asks for it again.
  ///   - count: Values that are lost with the line.
  mutating func add(
    _ text: UnsafeRawBufferPointer, at line: Int, column: Int?, _ code: RowFault, note: String?,
    reading: String? = nil, count: Int = 1
  ) throws {
    codes[code.rawValue, default: 0] += count
    number += 1
    pending.append(
      Reject(
        line: line, column: column, code: code, raw: RejectWriter.text(of: text), note: note, reading: reading,
        number: number))
    if pending.count >= 10_000 { try flush() }
  }

  mutating func flush() throws {
    guard !pending.isEmpty else { return }
    let writer = try CopyWriter("ingest/copy_rejects", fields: 8, on: database)
    for reject in pending {
      try writer.row()
      writer.field(batchID)
      writer.field(Int64(reject.line))
      writer.field(reject.column.map(Int32.init))
      writer.field(reject.code.rawValue)
      writer.field(reject.raw)
      writer.field(reject.note)
      writer.field(reject.reading)
      writer.field(reject.number)
    }
    try writer.finish()
    pending.removeAll(keepingCapacity: true)
  }

  /// A line as text that PostgreSQL takes: bytes that are not UTF-8, and NUL, as `\xHH`.
  private static func text(of line: UnsafeRawBufferPointer) -> String {
    let bytes = line.prefix(rawLimit)
    if !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      // The longest sequence of one to four bytes that is a character.
      let length = (1...4).first { length in
        length <= rest.count && first != 0 && String(validating: rest.prefix(length), as: UTF8.self) != nil
      }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        text += "\\x" + String(UInt16(first) + 0x100, radix: 16).dropFirst().uppercased()
        rest = rest.dropFirst()
      }
    }
    return text
  }
}
