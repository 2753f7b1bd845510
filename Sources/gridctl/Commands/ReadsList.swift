import Documents
import Grid
import Ingest

/// `gridctl reads list METER`: the index reads of a meter, its devices, and the energy between reads.
struct ReadsList: Command {
  static let name = "reads list"
  static let summary = "List a meter's index reads, with the energy between them or why there is none."
  static let operands = "METER"
  static let options = [Option.period] + Option.document + [.asOf]
  static let isRecorded = false

  let meter: String
  let output: String?

  init(_ values: OptionValues) throws {
    let operands = try values.requiredOperands()
    guard operands.count == 1 else {
      throw UsageFailure("'\(Self.name)' takes one meter", hint: "See 'gridctl help \(Self.name)'.")
    }
    meter = operands[0]
    output = try values.output()
  }

  func run(in session: Session) throws {
    let period = session.values.text(.period) == nil ? nil : try session.period(community: nil)
    let reads = try registerReads(meter, period, on: session.database)
    try session.show(try Self.sheet(reads, of: meter, session.language), created: session.asOf, at: output)
    let serials = Set(reads.compactMap(\.serial))
    let unsaid = reads.filter { $0.reason != nil }.count
    session.summarize(
      counted(reads.count, "read") + (serials.isEmpty ? "" : " of \(counted(serials.count, "device"))")
        + (unsaid == 0 ? "" : ", \(counted(unsaid, "decrease")) without explanation"))
  }

  private static func sheet(_ reads: [RegisterRead], of meter: String, _ say: PrintLanguage) throws -> Sheet {
    Sheet(
      say("Reads", fr: "Relevés"), title: say("Index reads, \(meter)", fr: "Relevés d'index, \(meter)"),
      columns: [
        Column(say("Read at", fr: "Relevé le")), Column(say("Register", fr: "Registre")),
        Column(say("Dial", fr: "Cadran")), Column(say("Serial", fr: "Matricule")),
        Column(say("Index kWh", fr: "Index kWh"), .kilowattHours), Column(say("Quality", fr: "Qualité")),
        Column(say("Delta kWh", fr: "Écart kWh"), .kilowattHours),
        Column(say("Rollover", fr: "Passage par zéro"), .flag),
        Column(say("Reason", fr: "Raison")), Column(say("File", fr: "Fichier")),
      ],
      rows: .list(
        try reads.map { read in
          [
            .text(read.at.local(offset: read.offset)), .text(read.register.word), .text(read.dial),
            read.serial.map { .text($0) } ?? .empty, try .numeric(read.indexKWh), .text(read.quality),
            try .numeric(read.deltaKWh), read.isRollover ? .flag(true) : .empty,
            read.reason.map { .text($0) } ?? .empty, .text(read.file),
          ]
        }))
  }
}

extension Instant {
  /// What a wall clock shows, to the second, with its offset: `2025-10-26T02:00:05+01:00`.
  fileprivate func local(offset: Int32) -> String {
    let shown = Instant(seconds: seconds + Int64(offset)).description.dropLast()
    let minutes = Int(offset.magnitude / 60)
    return "\(shown)\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }
}

extension Register {
  fileprivate var word: String {
    switch self {
    case .imported: "import"
    case .exported: "export"
    default: "\(self)"
    }
  }
}
