import Database

/// `gridctl check [data]`: runs every check of the catalogue; a check is a query that returns the rows breaking a rule.
struct Check: Command {
  static let name = "check"
  static let summary = "Look for rows that break a rule; exit 1 when there are any."

  static let operands = "[data]"

  init(_ values: OptionValues) throws {
    guard values.operands.isEmpty || values.operands == ["data"] else {
      let word = values.operands[0] == "data" ? values.operands[1] : values.operands[0]
      throw UsageFailure(
        "'check' knows no '\(word)'",
        hint: "One of: check data, check meters, check freshness; 'check' is 'check data'.")
    }
  }

  func run(in session: Session) throws {
    let names = Catalogue.names.filter { $0.hasPrefix("checks/") }
    var violations = 0
    for name in names {
      let rows = try session.database.query(name)
      violations += rows.count
      let verdict = rows.isEmpty ? "ok" : counted(rows.count, "row breaks it", "rows break it")
      // A rule that holds is no news under --quiet: cron would mail it.
      guard !rows.isEmpty || !session.terminal.isQuiet else { continue }
      session.terminal.write("\(name.dropFirst("checks/".count)): \(verdict)")
      for row in rows.prefix(10) {
        session.terminal.write("  " + zip(rows.names, row.texts).map { "\($0) \($1 ?? "?")" }.joined(separator: ", "))
      }
    }
    if violations > 0 { session.status = .violations }
    session.summarize("\(counted(names.count, "rule")), \(counted(violations, "violation"))")
  }
}
