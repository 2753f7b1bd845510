import Documents
import Foundation
import Grid
import Optimize

/// `gridctl ems replay`: a run again, from what was stored of it.
struct EmsReplay: Command {
  static let name = "ems replay"
  static let summary = "Solve a run again from its stored conditions, with another curve if need be."
  static let operands = "RUN|COMMUNITY@INSTANT"
  static let options = [curve, of, method, timeLimit, solver, .output, .dryRun]

  static let curve = Option("curve", value: "file", help: "Another curve: CSV of starts_at,power_w, a deficit above 0.")
  static let of = Option(
    "of", value: "label", help: "With COMMUNITY@INSTANT: a run of this name (\(PlanRequest.method)).")
  static let method = Option("method", value: "label", help: "Keep the plan under this name, beside that of the run.")
  static let timeLimit = EmsPlan.timeLimit
  static let solver = EmsPlan.solver

  let name: KeptRun.Name
  let curve: String?
  let of: String
  let method: String?
  let options: SolveOptions
  let output: String?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    let operands = try values.requiredOperands()
    guard operands.count == 1 else { throw UsageFailure("'ems replay' takes one run") }
    let parts = operands[0].split(separator: "@", maxSplits: 1).map(String.init)
    if let id = Int64(operands[0]) {
      name = .id(id)
    } else if parts.count == 2, let instant = Instant(parts[1]) {
      name = .begun(community: parts[0], at: instant)
    } else {
      throw UsageFailure(
        "'\(operands[0])' is no run", hint: "Its number, or as EC2@2025-04-24T12:00:00+02:00.")
    }
    curve = values.text(Self.curve)
    of = try values.planMethod(Self.of) ?? PlanRequest.method
    method = try values.planMethod(Self.method)
    options = try values.solveOptions(timeLimit: Self.timeLimit, solver: Self.solver)
    output = values.text(.output)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    let run = try KeptRun(name, method: of, on: database)
    guard method == nil || method != run.method else {
      throw UsageFailure("run \(run.runID) has the name '\(run.method)' itself", hint: "Keep the replay under another.")
    }
    if method != nil { try database.lock(EmsPlan.lock) }
    if let output {
      try session.writing { try writeText(to: output) { try $0(run.file()) } }
      if output == "-" { return }
    }
    let curve = try curve.map { try CurveFile($0).powers } ?? [:]
    let again = { try replayRun(run, curve: curve, method: method, options: options, on: database) }
    let result = try isRehearsal ? database.rehearsal(again) : again()
    for warning in result.warnings { session.terminal.summarize(warning.line(of: run.community)) }
    let rows = [
      [run.method, run.begin.description] + run.figures.cells,
      [method ?? "replay", run.begin.description] + result.figures.cells,
    ]
    for line in table(["method", "begins"] + PlanFigures.headings, rows) { session.terminal.write(line) }
    session.summarize(
      "run \(run.runID) of \(run.community), \(counted(result.changed.count, "device")) planned otherwise"
        + (method.map { ", kept as '\($0)'" } ?? "") + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

/// A curve from a CSV file of `starts_at,power_w`: W of each quarter hour, consumption above production.
struct CurveFile {
  /// mW by the first second of the step.
  let powers: [Int64: Int]

  init(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PlainFailure(.noInput, "there is no file \(path)")
    }
    var powers: [Int64: Int] = [:]
    var findings: [Finding] = []
    for (index, line) in String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() where !line.isEmpty {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      if index == 0, fields == ["starts_at", "power_w"] { continue }
      guard fields.count == 2, let start = Instant(fields[0]), let power = ExactDecimal(String(fields[1])),
        power.scale <= 3, power.unscaled.magnitude < 1_000_000_000_000_000
      else {
        findings.append(
          Finding(file: path, line: index + 1, code: "curve", text: "no line of an instant and a power in W"))
        continue
      }
      guard start.seconds % Int64(PlanRequest.step) == 0, powers[start.seconds] == nil else {
        findings.append(
          Finding(file: path, line: index + 1, code: "curve", text: "not the start of a quarter hour, or there twice"))
        continue
      }
      powers[start.seconds] = Int(power.unscaled) * [1000, 100, 10, 1][power.scale]
    }
    guard findings.isEmpty, !powers.isEmpty else {
      throw Refusal("\(path) is no curve", findings: findings, hint: "Its lines are 'starts_at,power_w'.")
    }
    self.powers = powers
  }
}
