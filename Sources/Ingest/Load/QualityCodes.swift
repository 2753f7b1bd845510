import Database
import Decode
import Grid

/// The codes of qualities in `grid.quality`; a word that is new is entered.
struct QualityCodes {
  private let database: Connection
  private var codes: [Quality: Int16] = [.actual: 0]
  private var known: [Int16: Quality] = [0: .actual]
  private var last: (Quality, Int16) = (.actual, 0)

  init(_ database: Connection) { self.database = database }

  /// The quality of a code that was asked for.
  subscript(code: Int16) -> Quality { known[code] ?? .actual }

  mutating func code(of quality: Quality) throws -> Int16 {
    if quality == last.0 { return last.1 }
    if let code = codes[quality] {
      last = (quality, code)
      return code
    }
    // The database takes no NUL, and the word is a word.
    let raw = String(quality.raw.filter { $0 != "\0" }.prefix(40))
    var rows = try database.query("ingest/put_quality", quality.grade.rawValue, raw)
    // Another session was faster with the code or with the word.
    for _ in 0..<100 where rows.isEmpty {
      rows = try database.query("ingest/put_quality", quality.grade.rawValue, raw)
    }
    guard let row = rows.first else {
      throw PlainFailure(.busy, "qualities are being entered by other sessions", hint: "Try again.")
    }
    let code = Int16(row.int("code"))
    codes[quality] = code
    known[code] = quality
    last = (quality, code)
    return code
  }
}
