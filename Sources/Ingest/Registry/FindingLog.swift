import Decode
import Grid

/// The findings of one file while it is read; a file with findings is refused as a whole.
final class FindingLog {
  let file: String
  private(set) var findings: [Finding] = []

  init(file: String) { self.file = file }

  var isEmpty: Bool { findings.isEmpty }

  func add(_ place: Place, _ code: String, _ text: String) {
    findings.append(Finding(file: file, line: place.line, column: place.column, code: code, text: text))
  }

  /// Throws when anything was found: all of it, in the order of the lines.
  ///
  /// - Parameter hints: A fix for a code; the first one whose code was found is shown.
  func refuse(hints: KeyValuePairs<String, String> = [:]) throws {
    guard !findings.isEmpty else { return }
    let sorted = findings.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
    let codes = Set(findings.map(\.code))
    let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    throw Refusal(
      "nothing of \(file) was imported: \(count)", findings: sorted,
      hint: hints.first { codes.contains($0.key) }?.value)
  }
}

/// Where something is written in a file.
typealias Place = Decode.Place
