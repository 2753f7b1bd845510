import Operate

/// `gridctl demand dispatch`: tells suppliers what will be needed within the hour.
struct DemandDispatch: Command {
  static let name = "demand dispatch"
  static let summary = "Put a notice for each demand that starts within the hour, once a day."
  static let options = [Option.community, .dryRun, .asOf]

  let isRehearsal: Bool

  init(_ values: OptionValues) { isRehearsal = values.has(.dryRun) }

  func run(in session: Session) throws {
    let community = try session.community()
    let database = try session.database
    try database.lock(Self.name)
    func dispatch() throws -> [String] {
      try dispatchDemands(community: community, asOf: session.asOf, on: database)
    }
    let keys = isRehearsal ? try database.rehearsal(dispatch) : try database.transaction(dispatch)
    for key in keys { session.terminal.show(key) }
    session.summarize("\(counted(keys.count, "notice")) put" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
