import Foundation
import Grid

/// `gridctl demo`: the whole pipe on Examples/, every step as it would be typed.
struct Demo: Command {
  static let name = "demo"
  static let summary = "Run the whole pipe on Examples/ and show every step."
  static let options = [examples, output]
  static let isRecorded = false

  static let examples = Option("examples", value: "folder", help: "Where the examples are (Examples).")
  static let output = Option("output", value: "folder", help: "Where the reports go (out).")

  /// The clock of the demo, so that its figures are the same on every day.
  static let asOf = "2025-05-05T06:00:00+02:00"
  /// Says that a home was made by a demo and may be made anew.
  static let marker = "made-by-demo"

  let home: String
  let examples: String
  let output: String
  /// Commands start quietly ending lines only when they are told so; the demo passes it on.
  let isQuiet: Bool

  init(_ values: OptionValues) throws {
    home = values.text(.home) ?? ".gridctl"
    examples = values.text(Self.examples) ?? "Examples"
    output = values.text(Self.output) ?? "out"
    isQuiet = values.has(.quiet)
  }

  func run(in session: Session) throws {
    guard FileManager.default.fileExists(atPath: "\(examples)/meters.csv") else {
      throw PlainFailure(
        .noInput, "there are no examples in \(examples)",
        hint: "Run it in gridctl's repository, or name them with --examples.")
    }
    try makeHome()
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    for step in steps { try run(step, in: session) }
    session.terminal.summarize("")
    session.terminal.summarize("Files made:")
    for name in try FileManager.default.contentsOfDirectory(atPath: output).sorted() where !name.hasPrefix(".") {
      session.terminal.summarize("  \(output)/\(name)")
    }
    session.terminal.summarize("Look around: gridctl db psql --home \(home)")
    session.summarize("\(counted(steps.count, "step")) done")
  }

  /// Makes room for a new database, but never touches a home that no demo made.
  private func makeHome() throws {
    let marker = "\(home)/\(Self.marker)"
    if FileManager.default.fileExists(atPath: home) {
      guard FileManager.default.fileExists(atPath: marker) else {
        throw PlainFailure(
          .cannotCreate, "\(home) is there already and no demo made it", hint: "Name another folder with --home.")
      }
      guard Main.run(["db", "stop", "--quiet", "--home", home]) == .done else {
        throw PlainFailure(.unavailable, "the last demo's database cannot be stopped")
      }
      try DbInit.remove(home: home)
    }
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: marker))
  }

  private var steps: [[String]] {
    let april = ["--period", "2025-04"]
    return [
      ["db", "init"],
      ["import", "communities", "\(examples)/communities.csv"],
      ["import", "customers", "\(examples)/customers.csv"],
      ["import", "meters", "\(examples)/meters.csv"],
      ["import", "tariffs", "\(examples)/tariffs.csv"],
      ["import", "contracts", "\(examples)/contracts.csv"],
      [
        "ingest", "\(examples)/20250401T040000_EC2.csv.gz", "\(examples)/20250407T040000_EC4.csv.gz",
        "\(examples)/20250501T040000_EC2.csv.gz",
      ],
      ["ingest", "--community", "EC2", "\(examples)/20250502T040000_EC2_correction.csv"],
      ["rejects", "list"],
      ["aggregate"],
      ["report", "usage"] + april,
      ["bill", "run"] + april,
      ["bill", "issue"] + april,
      ["bill", "list"] + april,
      ["report", "management"] + april + ["--output", "\(output)/management-2025-04.xlsx"],
      [
        "report", "household", "--meter", "M133", "--day", "2025-03-30", "--output",
        "\(output)/household-M133-2025-03-30.xlsx",
      ],
      [
        "report", "household", "--meter", "M133", "--day", "2025-03-30", "--output",
        "\(output)/household-M133-2025-03-30.csv",
      ],
      ["check"],
      ["runs", "list"],
    ]
  }

  private func run(_ step: [String], in session: Session) throws {
    let (command, _) = try Main.find(step)
    var words = step + ["--home", home]
    if command.options.contains(where: { $0.name == Option.asOf.name }) { words += ["--as-of", Self.asOf] }
    if isQuiet { words.append("--quiet") }
    session.terminal.summarize("\n+ gridctl \(step.joined(separator: " "))")
    let status = Main.run(words)
    guard status == .done else {
      throw PlainFailure(.bug, "the demo's step '\(step.joined(separator: " "))' ended with \(status.rawValue)")
    }
  }
}
