import CZlib
import Documents
import Foundation
import Grid

/// A case to be solved without a database: a file of the format `ems-bench/1` or `gridctl-ems/1`, packed by gzip or not.
public struct CaseFile {
  public let problem: Problem
  /// What was relaxed, left out or taken instead.
  public let warnings: [PlanWarning]
  /// What stands for each consumer in the plan file, as JSON.
  private let ids: [String]

  /// - Throws: `CaseFailure` when the file is no case, `PlainFailure` when it cannot be read.
  public init(_ path: String) throws {
    let bytes = try Self.read(path)
    let decoder = JSONDecoder()
    struct Head: Decodable { let format: String }
    do {
      switch try decoder.decode(Head.self, from: bytes).format {
      case InstanceFile.format:
        let instance = try decoder.decode(InstanceFile.self, from: bytes)
        problem = try instance.problem()
        warnings = []
        ids = instance.consumers.map { String($0.id) }
      case RunConditions.format:
        let prepared = try decoder.decode(RunConditions.self, from: bytes).preparedProblem()
        if let flaw = prepared.warnings.first(where: { $0.tag == .impossible }) { throw CaseFailure(flaw.reason) }
        problem = prepared.problem
        warnings = prepared.warnings
        ids = prepared.problem.consumers.map { Self.quoted($0.name) }
      case let format:
        throw CaseFailure(
          "the format '\(format.prefix(40))' is not known: expected \(InstanceFile.format) or \(RunConditions.format)")
      }
    } catch let error as DecodingError {
      throw CaseFailure(Self.text(of: error))
    }
    guard Set(ids).count == ids.count else { throw CaseFailure("two devices have the same id") }
  }

  /// The plan file: one JSON document, a string of decisions for each device.
  public func plan(_ plan: Plan, write: (String) throws -> Void) throws {
    let energy = { (power: Int) in Self.wattHours(power, self.problem.stepSeconds) }
    try write("{\"instance\": \(Self.quoted(problem.name)), \"solver\": \"gridctl \(plan.method.rawValue)\",\n")
    try write(
      " \"import_Wh\": \(energy(plan.objective)), \"bound_Wh\": \(plan.bound.map(energy) ?? "null"), "
        + "\"peak_import_W\": \(Self.watts(plan.peak)),\n \"plans\": [")
    for (index, part) in plan.parts.enumerated() {
      try write("\(index == 0 ? "" : ",")\n  {\"id\": \(ids[index]), \"decisions\": ")
      if part.decisions.allSatisfy({ $0 == 0 || $0 == 1 }) {
        try write("\"\(part.decisions.map { $0 == 1 ? "1" : "0" }.joined())\"}")
      } else {
        try write("[\(part.decisions.map(String.init).joined(separator: ", "))]}")
      }
    }
    try write("\n ]}\n")
  }

  /// mW summed over steps as Wh, exact.
  public static func wattHours(_ power: Int, _ stepSeconds: Int) -> String {
    // A mW for a second is 1/3,600,000 of a Wh; with ten digits a step of 900, 300 or 60 s is exact enough to be summed.
    let digits = Int128(power) * Int128(stepSeconds) * 10_000_000_000 / 3_600_000
    return shortest(ExactDecimal(unscaled: digits, scale: 10))
  }

  /// mW as W.
  static func watts(_ power: Int) -> String { shortest(ExactDecimal(unscaled: power, scale: 3)) }

  /// Without zeros at the end, but for one behind the point.
  private static func shortest(_ number: ExactDecimal) -> String {
    let text = number.description
    let end = text.lastIndex { $0 != "0" } ?? text.startIndex
    return text[end] == "." ? "\(text[...end])0" : String(text[...end])
  }

  private static func quoted(_ text: String) -> String {
    (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  private static func text(of error: DecodingError) -> String {
    func path(_ context: DecodingError.Context) -> String {
      let steps = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return steps.isEmpty ? "the document" : steps.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context)) has no '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(path(context)) is not of the type that is expected there"
    case .dataCorrupted(let context): return "\(path(context)) is not as JSON has to be"
    @unknown default: return "the document cannot be read"
    }
  }

  /// The whole file, unpacked; zlib reads what is not packed as it is.
  private static func read(_ path: String) throws -> Data {
    guard let file = gzopen(path, "rb") else {
      throw PlainFailure(.noInput, "cannot read \(path)", detail: String(cString: strerror(errno)))
    }
    defer { gzclose_r(file) }
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = gzread(file, &buffer, UInt32(buffer.count))
      // At the end of a file that was cut off zlib gives what there is, and says so only here.
      var state = Z_OK
      _ = gzerror(file, &state)
      guard count >= 0, state == Z_OK || state == Z_STREAM_END else {
        guard state != Z_ERRNO else {
          throw PlainFailure(.ioError, "cannot read \(path)", detail: String(cString: strerror(errno)))
        }
        throw CaseFailure("it is packed by gzip and damaged or cut off")
      }
      if count == 0 { return data }
      data.append(contentsOf: buffer.prefix(Int(count)))
      guard data.count <= 1 << 29 else { throw CaseFailure("it is larger than 512 MiB") }
    }
  }
}
