import CPostgreSQL
import Grid

/// The result of a statement, in text format.
public final class Rows: RandomAccessCollection {
  private let result: OpaquePointer
  public let startIndex = 0
  public let endIndex: Int
  let columns: [String: Int32]
  let columnCount: Int32

  init(_ result: OpaquePointer) {
    self.result = result
    endIndex = Int(PQntuples(result))
    var columns: [String: Int32] = [:]
    for column in 0..<PQnfields(result) { columns[String(cString: PQfname(result, column))] = column }
    self.columns = columns
    columnCount = PQnfields(result)
  }

  deinit { PQclear(result) }

  public subscript(index: Int) -> Row { Row(rows: self, index: Int32(index)) }

  /// Names of the columns, in order.
  public var names: [String] { (0..<columnCount).map { String(cString: PQfname(result, $0)) } }

  fileprivate func text(_ row: Int32, _ column: Int32) -> String? {
    PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
  }

  /// One row; columns are taken by name, and a name the statement does not return is a bug.
  public struct Row {
    let rows: Rows
    let index: Int32

    public func optional(_ name: String) -> String? {
      guard let column = rows.columns[name] else { preconditionFailure("no column \(name) in this result") }
      return rows.text(index, column)
    }

    public func text(_ name: String) -> String { optional(name) ?? "" }
    public func int(_ name: String) -> Int { Int(text(name)) ?? 0 }
    public func optionalInt(_ name: String) -> Int? { optional(name).flatMap { Int($0) } }
    public func int64(_ name: String) -> Int64 { Int64(text(name)) ?? 0 }
    public func bool(_ name: String) -> Bool { text(name) == "t" }
    public func day(_ name: String) -> LocalDay? { optional(name).flatMap { LocalDay($0) } }
    /// All columns as text, in order; NULL is nil.
    public var texts: [String?] { (0..<rows.columnCount).map { rows.text(index, $0) } }
  }
}
