import Operate

/// `gridctl directives list`: what devices are told to do.
struct DirectivesList: Command {
  static let name = "directives list"
  static let summary = "Show the directives in force, of each device the newest."
  static let options = [Option.community, .asOf]
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let community = try session.community()
    let found = try directives(community: community, asOf: session.asOf, on: session.database)
    for line in found.table { session.terminal.write(line) }
    session.summarize("\(counted(found.count, "directive")) in force")
  }
}
