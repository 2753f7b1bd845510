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

  /// The files of the registry, in the order in which they name each other.
  private var registry: [[String]] {
    [
      "sellers", "communities", "customers", "mandates", "meters", "tariffs", "contracts", "partners", "consents",
      "contacts",
    ].map { ["import", $0, "\(examples)/\($0).csv"] }
  }

  private var steps: [[String]] {
    let april = ["--period", "2025-04"]
    let evening = ["--as-of", "2025-04-02T18:00:00+02:00"]
    let night = ["--as-of", "2025-05-01T00:00:00+02:00"]
    return [["db", "init"]] + registry + [
      [
        "ingest", "\(examples)/20250401T040000_EC2.csv.gz", "\(examples)/20250407T040000_EC4.csv.gz",
        "\(examples)/20250501T040000_EC2.csv.gz",
      ],
      ["ingest", "--community", "EC2", "\(examples)/20250502T040000_EC2_correction.csv"],
      ["rejects", "list"],
      ["aggregate"],
      ["report", "usage"] + april,
      ["autarky", "list", "--last", "6h", "--community", "EC2"] + evening,
      ["autarky", "changes", "--last", "6h", "--community", "EC2"] + evening,
      ["balance", "--period", "2025-04-02", "--grain", "15min", "--output", "\(output)/balance-2025-04-02.csv"],
      ["peaks", "--community", "EC2"] + april,
      ["allocate"],
      ["report", "sharing", "--community", "EC2"] + april,
      ["forecast", "run", "--community", "EC2"] + night,
      ["forecast", "balance", "--community", "EC2", "--horizon", "12h"] + night,
      ["ems", "solve", "\(examples)/village.json.gz", "--output", "\(output)/plan-village.json"],
      ["bill", "run"] + april,
      ["bill", "issue", "--tolerance", "1"] + april,
      ["bill", "list"] + april,
      ["bill", "print"] + april + ["--output", "\(output)/invoices-2025-04.pdf"],
      ["bill", "xml"] + april + ["--output", "\(output)/xml-2025-04/"],
      ["bill", "collect", "--dry-run", "--as-of", "2025-05-16T08:00:00+02:00"],
      ["bill", "open"],
      ["report", "management"] + april + ["--output", "\(output)/management-2025-04.xlsx"],
      [
        "report", "household", "--meter", "M133", "--day", "2025-03-30", "--output",
        "\(output)/household-M133-2025-03-30.xlsx",
      ],
      [
        "report", "household", "--meter", "M133", "--language", "fr", "--output",
        "\(output)/household-M133-2025-04.html",
      ] + april,
      ["report", "pack", "--replace", "--output", "\(output)/archive"] + april,
      ["partner", "topup", "--partner", "HELIO", "--datapoints", "130", "--reference", "ORDER-1"],
      [
        "partner", "request", "--partner", "HELIO", "--product", "production", "--communities", "EC2", "--grain",
        "hour",
        "--output", "\(output)/packages",
      ] + april,
      ["partner", "ledger", "--partner", "HELIO"],
      ["notify", "--maildir", "\(output)/mail", "--from", "Les Toits Partagés <bonjour@toits.example>"],
      ["check"],
      ["runs", "list"],
    ]
  }

  private func run(_ step: [String], in session: Session) throws {
    let (command, _) = try Main.find(step)
    var words = step + ["--home", home]
    if command.options.contains(where: { $0.name == Option.asOf.name }), !step.contains("--as-of") {
      words += ["--as-of", Self.asOf]
    }
    if isQuiet { words.append("--quiet") }
    session.terminal.summarize("\n+ gridctl \(step.joined(separator: " "))")
    let status = Main.run(words)
    guard status == .done else {
      throw PlainFailure(.bug, "the demo's step '\(step.joined(separator: " "))' ended with \(status.rawValue)")
    }
  }
}
