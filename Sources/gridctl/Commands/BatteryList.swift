import Operate

/// `gridctl battery list`: the batteries and the newest state of each.
struct BatteryList: Command {
  static let name = "battery list"
  static let summary = "List the batteries and the newest state that is known of each."
  static let options = [Option.community, .asOf]
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let community = try session.community()
    let rows = try batteryInventory(community: community, asOf: session.asOf, on: session.database).map { state in
      [
        state.battery, state.community, state.meter, state.capacity, state.least, state.chargePower,
        state.dischargePower, state.efficiency, state.level, state.percent, state.source, state.at,
        "\(state.ageMinutes)",
      ]
    }
    let headings = [
      "battery", "community", "meter", "capacity Wh", "min %", "charge W", "discharge W", "efficiency %", "level Wh",
      "level %", "source", "state at", "age min",
    ]
    for line in table(headings, rows) { session.terminal.write(line) }
  }
}
