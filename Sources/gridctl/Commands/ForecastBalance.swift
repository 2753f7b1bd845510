import Aggregate
import Grid

/// `gridctl forecast balance`: where production will not meet consumption.
struct ForecastBalance: Command {
  static let name = "forecast balance"
  static let summary = "Show deficit and surplus of the hours ahead, so that suppliers can be warned."
  static let options = [Option.community, ForecastRun.horizon, .asOf]
  static let isRecorded = false

  let horizonHours: Int

  init(_ values: OptionValues) throws {
    horizonHours = try values.hours(ForecastRun.horizon) ?? 48
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let hours = try imbalance(
      community: community, asOf: session.asOf, horizonHours: horizonHours, on: session.database)
    guard !hours.isEmpty else {
      throw PlainFailure(
        .violations, "nothing is foretold of the hours after \(session.asOf)", hint: "Run 'gridctl forecast run' first."
      )
    }
    let headings = [
      "community", "hour", "used Wh", "produced Wh", "balance Wh", "covered %", "quarters in deficit", "state",
    ]
    let rows = hours.map { hour -> [String?] in
      [
        hour.community, hour.startsAt.wallClock(offset: hour.offset), hour.consumption, hour.production, hour.balance,
        hour.percent, "\(hour.deficitCount)/\(hour.slotCount)", hour.state.rawValue,
      ]
    }
    for line in table(headings, rows) { session.terminal.write(line) }
    for (code, hours) in Dictionary(grouping: hours, by: \.community).sorted(by: { $0.key < $1.key }) {
      func say(_ state: ImbalanceHour.State) -> String {
        let found = hours.filter { $0.state == state }
        let first = found.first.map { ", the first at \($0.startsAt.wallClock(offset: $0.offset))" } ?? ""
        return "\(counted(found.count, "hour")) of \(state.rawValue)\(first)"
      }
      session.terminal.summarize("\(code): \(say(.deficit)); \(say(.surplus))")
    }
    session.summarize(counted(Set(hours.map(\.community)).count, "community", "communities"))
  }
}
