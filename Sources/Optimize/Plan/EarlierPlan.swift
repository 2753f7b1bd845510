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
  /// The state of charge that the newest run knew of a vehicle, and since when it was told.
  private(set) var percents: [String: Int] = [:]
  private(set) var percentsSince: [String: Int64] = [:]
  /// Devices that draw at the clock of the round, as the newest run has it.
  private(set) var isOn: Set<String> = []
  /// Wh in each battery when the newest run's horizon began, and when that was.
  private(set) var levels: [String: Int] = [:]
  private(set) var begin: Int64?
  /// When the newest run was made, and the temperatures that it began with in rooms with a thermal model.
  private(set) var made: Int64?
  private(set) var rooms: [String: RoomTemperature] = [:]

  /// How far back a plan looks: over the longest comfort period, and over the rest of a water heater.
  static let reach: Int64 = 2 * 86_400

  /// Devices of which a start is known.
  var started: [String] {
    Set(lastStarts.keys).union(histories.filter { $0.value.decisions.contains(1) }.keys).sorted()
  }

  /// - Parameter clock: Of the round; plans that begin with it or later are not looked at.
  init(communityID: Int64, method: String, before clock: RoundClock, on database: Connection) throws {
    let begin = Instant(seconds: clock.begin)
    guard let run = try database.query("optimize/earlier_run", communityID, method, begin).first else { return }
    let step = run.int("step_s")
    let start = run.int64("start_s")
    self.begin = start
    made = run.int64("made_s")
    let outdoor = run.text("outdoor").split { "[], ".contains($0) }.compactMap { Double($0) }
    for row in try database.query("optimize/earlier_conditions", communityID, run.int64("run_id")) {
      let device = row.text("device")
      if let from = row.optional("previous_s").flatMap({ Int64($0) }) {
        histories[device] = DeviceHistory(begin: from, decisions: integers(row.text("previous")))
      }
      lastStarts[device] = row.optional("last_started_s").flatMap { Int64($0) }
      served[device] = row.optional("served_s").flatMap { Int64($0) }
      deadlines[device] = row.optional("end_by_s").flatMap { Int64($0) }
      percents[device] = row.optionalInt("percent")
      percentsSince[device] = row.optional("percent_s").flatMap { Int64($0) }
      levels[device] = row.optionalInt("level_wh")
      rooms[device] = row.optional("indoor_c").flatMap { Double($0) }.map {
        RoomTemperature(indoor: $0, at: start, outdoor: outdoor)
      }
    }
    for row in try database.query(
      "optimize/earlier_decisions", communityID, run.int64("run_id"), Instant(seconds: clock.rounded))
    {
      let device = row.text("device")
      if row.bool("is_on") { isOn.insert(device) }
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
