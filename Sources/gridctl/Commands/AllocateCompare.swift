import Aggregate
import Documents
import Grid

/// `gridctl allocate compare`: what each key would have shared.
struct AllocateCompare: Command {
  static let name = "allocate compare"
  static let summary = "Compare what each key would have given to each member; nothing is stored."
  static let options = [Option.period, .community] + Option.table + [.asOf]

  let community: String
  let output: String?

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    community = try values.required(.community)
    output = try values.output()
  }

  func run(in session: Session) throws {
    _ = try session.community()
    let period = try session.period(community: community)
    let comparison = try compareKeys(period, community: community, on: session.database)
    let title = "What if: keys of \(community), \(period)"
    let document = Document(title, created: session.asOf.seconds, sheets: [sheet(comparison, title)])
    try session.show(document, at: output)
    session.summarize(
      "\(counted(comparison.keys.count, "key")), \(counted(comparison.members.count, "member")),"
        + " \(counted(comparison.dayCount, "day"))" + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }

  private func sheet(_ comparison: KeyComparison, _ title: String) -> Sheet {
    let columns =
      [Column("Member"), Column("Used kWh", .kilowattHours), Column("Alone", .percent)]
      + comparison.keys.flatMap { key in
        [Column("\(key.rawValue) kWh", .kilowattHours), Column("\(key.rawValue) coverage", .percent)]
      }
    func energy(_ milliwattHours: Int64) -> Cell { .decimal(milliwattHours, scale: 6) }
    func rate(_ millionths: Int64?) -> Cell { millionths.map { .decimal($0, scale: 6) } ?? .empty }
    var rows = (comparison.members + [comparison.all]).map { line in
      [.text(line.meter), energy(line.used), rate(line.alone)]
        + zip(line.shared, line.coverage).flatMap { [energy($0), rate($1)] }
    }
    rows.append([.text("surplus"), .empty, .empty] + comparison.surplus.flatMap { [energy($0), .empty] })
    let notes = zip(comparison.keys, comparison.openSlots).filter { $1 > 0 }.map { key, count in
      "\(key.rawValue): \(counted(count, "slot")) not shared, without coefficients that add up to 1."
    }
    return Sheet(
      "Keys", title: title, notes: ["Taken over from neighbours, and covered with it, of what each used."] + notes,
      columns: columns, rows: .list(rows), frozenColumns: 1)
  }
}
