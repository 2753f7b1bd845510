import CZlib
import Foundation
import Grid

/// A case to be solved without a database: a file of the format `ems-bench/1`, packed by gzip or not.
public struct CaseFile {
  public let problem: Problem
  /// What stands for each consumer in the plan file, as JSON.
  private let ids: [String]

  /// - Throws: `CaseFailure` when the file is no case, `PlainFailure` when it cannot be read.
  public init(_ path: String) throws {
    let bytes = try Self.read(path)
    struct Head: Decodable { let format: String }
    do {
      let head = try JSONDecoder().decode(Head.self, from: bytes)
      guard head.format == InstanceFile.format else {
        throw CaseFailure("the format '\(head.format.prefix(40))' is not known: expected \(InstanceFile.format)")
      }
      let instance = try JSONDecoder().decode(InstanceFile.self, from: bytes)
      problem = try instance.problem()
      ids = instance.consumers.map { String($0.id) }
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
        + "\"peak_import_W\": \(Self.thousandths(plan.peak)),\n \"plans\": [")
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

  /// mW summed over steps as Wh, exact to the last digit that is not zero.
  public static func wattHours(_ power: Int, _ stepSeconds: Int) -> String {
    // mW times seconds is mWs; 3,600 of them are a mWh. A step divides an hour, so the quotient is exact.
    let stepsAnHour = 3600 / stepSeconds
    guard stepsAnHour > 0, 1_000_000 % stepsAnHour == 0 else { return thousandths(power * stepSeconds / 3600) }
    let micro = power * (1_000_000 / stepsAnHour)
    let (whole, rest) = micro.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    let digits = String(rest + 1_000_000_000).dropFirst()
    return "\(micro < 0 ? "-" : "")\(whole).\(trimmed(digits))"
  }

  /// mW as W.
  static func thousandths(_ power: Int) -> String {
    let (whole, rest) = power.magnitude.quotientAndRemainder(dividingBy: 1000)
    return "\(power < 0 ? "-" : "")\(whole).\(trimmed(String(rest + 1000).dropFirst()))"
  }

  private static func trimmed(_ digits: Substring) -> Substring {
    let end = digits.lastIndex { $0 != "0" } ?? digits.startIndex
    return digits[...end]
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
      guard count >= 0 else { throw PlainFailure(.ioError, "\(path) is damaged or cut off") }
      if count == 0 { return data }
      data.append(contentsOf: buffer.prefix(Int(count)))
      guard data.count <= 1 << 29 else { throw CaseFailure("it is larger than 512 MiB") }
    }
  }
}
