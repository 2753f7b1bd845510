import Documents
import Grid
import Optimize

/// `gridctl ems solve`: finds the plan of a file, without a database.
struct EmsSolve: Command {
  static let name = "ems solve"
  static let summary = "Find the best plan of a case file, without a database."
  static let operands = "FILE"
  static let isRecorded = false
  static let options = [output, timeLimit, gap, solver]

  static let output = Option("output", value: "file|-", help: "Where the plan goes; - is stdout.")
  static let timeLimit = Option("time-limit", value: "seconds", help: "The best plan found by then is taken (60).")
  static let gap = Option("gap", value: "percent", help: "How near to the best plan is near enough (0.01).")
  static let solver = Option("solver", value: "solver", help: "auto | milp | decomposition (auto).")

  let path: String
  let output: String
  let solveOptions: SolveOptions

  init(_ values: OptionValues) throws {
    let operands = try values.requiredOperands()
    guard operands.count == 1 else {
      throw UsageFailure("one case at a time", hint: "A file of its own for each plan.")
    }
    path = operands[0]
    output = try values.required(Self.output)
    solveOptions = try values.solveOptions(timeLimit: Self.timeLimit, gap: Self.gap, solver: Self.solver)
  }

  func run(in session: Session) throws {
    let file: CaseFile
    do { file = try CaseFile(path) } catch let failure as CaseFailure {
      throw PlainFailure(
        .dataRefused, "\(path) is no case", detail: failure.description,
        hint: "See 'gridctl help ems solve' for the formats.")
    }
    var options = solveOptions
    let terminal = session.terminal
    options.progress = { terminal.progress("ems solve", Int64($0), of: Int64($1)) }
    for warning in file.warnings { terminal.summarize(warning.line(of: file.problem.name)) }
    let plan: Plan
    do { plan = try file.problem.solve(options) } catch let failure as SolveFailure {
      throw PlainFailure(.dataRefused, "\(path) cannot be solved", detail: failure.description)
    }
    try session.writing { try writeText(to: output) { write in try file.plan(plan, write: write) } }
    let energy = { CaseFile.wattHours($0, file.problem.stepSeconds) }
    session.summarize(
      "\(counted(plan.parts.count, "device")), import \(energy(plan.objective)) Wh "
        + "(\(energy(Plan.imported(file.problem.base))) without them), peak \(plan.peak / 1000) W, "
        + "gap \(plan.gap.map(percent) ?? "not known") (\(plan.method.rawValue))")
  }

  /// `0.0063 %`.
  private func percent(_ share: Double) -> String {
    let digits = Int((share * 1e6).rounded(.up))
    return "\(digits / 10_000).\(padded(digits % 10_000, 4)) %"
  }
}

extension OptionValues {
  /// How to look for a plan, from the options that say so. The time limit is seconds, or a length of time such as 2min.
  func solveOptions(timeLimit: Option, gap: Option? = nil, solver: Option) throws -> SolveOptions {
    var options = SolveOptions()
    if let text = text(timeLimit) {
      let limit = try Double(text) ?? duration(timeLimit).map(Double.init)
      guard let limit, (0.001...86_400).contains(limit) else {
        throw UsageFailure("--\(timeLimit.name) is not a number of seconds: '\(text)'", hint: "0.001 to 86400.")
      }
      options.timeLimit = limit
    }
    if let gap, let text = text(gap) {
      guard let percent = Double(text), (0...100).contains(percent) else {
        throw UsageFailure("--\(gap.name) is not a percentage: '\(text)'", hint: "0 to 100.")
      }
      options.gap = percent / 100
    }
    if let method = try choice(solver, of: SolveOptions.Method.self) { options.method = method }
    return options
  }
}
