/// Work cannot go on.
///
/// Messages are lower case, without a final period, and name the thing; the hint is the
/// fix or the question. None of the texts ever carries a reading, a bound value, a name
/// or an IBAN: identifiers only.
public protocol Failure: Error {
  var status: ExitStatus { get }
  var message: String { get }
  var detail: String? { get }
  var hint: String? { get }
}

extension Failure {
  public var detail: String? { nil }
  public var hint: String? { nil }
}

/// A failure without a family of its own.
public struct PlainFailure: Failure {
  public let status: ExitStatus
  public let message: String
  public let detail: String?
  public let hint: String?

  public init(_ status: ExitStatus, _ message: String, detail: String? = nil, hint: String? = nil) {
    self.status = status
    self.message = message
    self.detail = detail
    self.hint = hint
  }
}

/// Something is wrong with one place of the data; returned, many at once.
public struct Finding: Sendable, Equatable {
  public let file: String
  /// Physical line, 1-based, the header included.
  public let line: Int
  /// Field of the line, 1-based; nil when the whole line is meant.
  public let column: Int?
  /// The rule that was broken, e.g. `overlapping-membership`.
  public let code: String
  public let text: String

  public init(file: String, line: Int, column: Int? = nil, code: String, text: String) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.text = text
  }

  /// `meters.csv:3:5: unknown-zone: …`, the form editors can jump to.
  public var description: String {
    let place = column.map { "\(line):\($0)" } ?? "\(line)"
    return "\(file):\(place): \(code): \(text)"
  }
}

/// Data was refused as a whole because of what was found in it; nothing of it was applied.
public struct Refusal: Failure {
  public let message: String
  public let findings: [Finding]
  public let hint: String?
  public var status: ExitStatus { .dataRefused }

  public init(_ message: String, findings: [Finding], hint: String? = nil) {
    self.message = message
    self.findings = findings
    self.hint = hint
  }
}
