import Decode
import Foundation
import Grid

/// How `gridctl ingest --inspect` shows what is in a dump.
struct DumpInspection {
  let input: Input
  let found: Inspection

  init(_ input: Input, as format: DumpFormat?, _ options: DecodeOptions) throws {
    self.input = input
    found = try inspect(recognize(input, as: format, options))
  }

  var valueCount: Int { found.rows.reduce(0) { $0 + $1.count } }
  var faultCount: Int { found.faults.reduce(0) { $0 + $1.count } }

  /// One JSON object for each register of each meter.
  func writeJSON(to terminal: Terminal) {
    for row in found.rows {
      let fields: [(String, String)] = [
        ("format", quoted(found.format.rawValue)), ("meter", quoted(row.meter)), ("register", quoted(row.register)),
        ("unit", quoted(row.unit)), ("interval_s", row.interval.map { "\($0)" } ?? "null"),
        ("first", row.first.map(quoted) ?? "null"), ("last", row.last.map(quoted) ?? "null"),
        ("count", "\(row.count)"), ("sum", quoted(row.sum)),
      ]
      terminal.write("{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
    }
  }

  private func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // A text has a JSON form always.
    return String(decoding: try! encoder.encode(text), as: UTF8.self)
  }

  /// A table for people.
  func writeTable(to terminal: Terminal) {
    let rows: [[String?]] = found.rows.map { row in
      [
        found.format.rawValue, printable(row.meter), printable(row.register), printable(row.unit),
        row.interval.map { "\($0) s" }, row.first, row.last, grouped(row.count), row.sum, qualities(of: row),
      ]
    }
    let headings = ["format", "meter", "register", "unit", "interval", "first", "last", "count", "sum", "quality"]
    for line in table(headings, rows) { terminal.write(line) }
  }

  /// `A 4, S14 24`; more than five are not told one by one.
  private func qualities(of row: Inspection.Row) -> String {
    let told = row.qualities.prefix(5).map { quality, count in
      let grade = quality.grade.rawValue
      let raw = printable(quality.raw)
      let word = raw.isEmpty ? grade : raw.hasPrefix(grade) ? raw : "\(grade)(\(raw))"
      return "\(word) \(grouped(count))"
    }
    let estimated = row.qualities.filter { $0.quality.grade == .estimated }.reduce(0) { $0 + $1.count }
    let share = estimated > 0 && estimated < row.count ? ", estimated \(estimated * 100 / row.count) %" : ""
    return told.joined(separator: ", ") + (row.qualities.count > 5 ? ", …" : "") + share
  }

  /// Remarks and faults, on stderr.
  func tell(in session: Session) {
    for remark in found.remarks { session.terminal.summarize("\(input.label): \(printable(remark))") }
    for fault in found.faults {
      let note = fault.note.map { " (\(printable($0)))" } ?? ""
      session.terminal.summarize(
        // Records with which no value is lost have no number.
        "\(input.label): \(fault.code.rawValue)\(fault.count > 0 ? " \(grouped(fault.count))" : ""), first in line "
          + "\(fault.line)\(note)")
    }
    if found.passedCount > 0 {
      session.terminal.summarize("\(input.label): \(grouped(found.passedCount)) other records passed over")
    }
  }
}

/// What a terminal may show of a dump's own words and name.
func printable(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
}
