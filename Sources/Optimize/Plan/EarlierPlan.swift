import Database
import Grid

/// What the plans before a round told each device.
///
/// The newest run carries the past of the ones before it in its conditions, so one run is read whatever the number of
/// rounds.
struct EarlierPlan {
  private(set) var histories: [String: DeviceHistory] = [:]
  private(set) var lastStarts: [String: Int64] = [:]
  /// The deadline of the wish that a device was last started for before the newest run, and of the wish that run knew.
  private(set) var served: [String: Int64] = [:]
  private(set) var deadlines: [String: Int64] = [:]
  /// Wh in each battery when the newest run's horizon began, and when that was.
  private(set) var levels: [String: Int] = [:]
  private(set) var begin: Int64?

  /// How far back a plan looks: over the longest comfort period, and over the rest of a water heater.
  static let reach: Int64 = 2 * 86_400

  /// - Parameter begin: Of the round; plans that begin then or later are not looked at.
  init(communityID: Int64, method: String, before begin: Instant, on database: Connection) throws {
    guard let run = try database.query("optimize/earlier_run", communityID, method, begin).first else { return }
    let step = run.int("step_s")
    let start = run.int64("start_s")
    self.begin = start
    for row in try database.query("optimize/earlier_conditions", communityID, run.int64("run_id")) {
      let device = row.text("device")
      if let from = row.optional("previous_s").flatMap({ Int64($0) }) {
        histories[device] = DeviceHistory(begin: from, decisions: integers(row.text("previous")))
      }
      lastStarts[device] = row.optional("last_started_s").flatMap { Int64($0) }
      served[device] = row.optional("served_s").flatMap { Int64($0) }
      deadlines[device] = row.optional("end_by_s").flatMap { Int64($0) }
      levels[device] = row.optionalInt("level_wh")
    }
    for row in try database.query("optimize/earlier_decisions", communityID, run.int64("run_id")) {
      let device = row.text("device")
      let newest = DeviceHistory(begin: start, decisions: integers(row.text("decisions")))
      histories[device] = histories[device]?.followed(by: newest, step: step) ?? newest
    }
  }
}

/// The numbers of an array of PostgreSQL's, written without NULL: `{1,2}`.
func integers(_ text: String) -> [Int] {
  text.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ",")).map { digits in
    var value = 0
    for digit in digits where digit != UInt8(ascii: "-") { value = value * 10 + Int(digit - 48) }
    return digits.first == UInt8(ascii: "-") ? -value : value
  }
}
