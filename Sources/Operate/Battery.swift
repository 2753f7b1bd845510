import Database
import Grid

/// A battery of the registry.
struct Battery {
  let id: Int64
  let code: String
  let community: String?
  let meterID: Int64?
  /// Whether it is the community's: no household stands behind its meter, or it has none.
  let isShared: Bool
  /// Seconds of its meter's interval; of its plan's where no meter measures it.
  let interval: Int64
  let limits: BatteryLimits
  /// mWh at the start of its first day.
  let initial: Int64
  let firstDay: LocalDay

  /// - Parameter row: A row of operate/batteries.
  init(_ row: Rows.Row) {
    id = row.int64("battery_id")
    code = row.text("battery")
    community = row.optional("community")
    meterID = row.optional("meter_id").flatMap { Int64($0) }
    isShared = row.bool("is_shared")
    interval = row.optional("interval_s").flatMap { Int64($0) } ?? PlanSlot.seconds
    limits = BatteryLimits(
      capacity: row.int64("capacity_wh") * 1000, least: row.int64("least_mwh"),
      chargePower: row.int64("max_charge_w"), dischargePower: row.int64("max_discharge_w"),
      efficiency: row.int64("efficiency_hundredths"))
    initial = row.int64("initial_wh") * 1000
    firstDay = row.day("first_day")!
  }

  /// One of its local days, in the community that it or its meter is in.
  struct Day {
    let communityID: Int64
    let day: LocalDay
    /// Seconds since 1970.
    let start: Int64
    let length: Int64

    init(_ row: Rows.Row) {
      communityID = row.int64("community_id")
      day = row.day("day")!
      start = row.int64("start_s")
      length = row.int64("length_s")
    }
  }

  func days(_ period: Period, on database: Connection) throws -> [Day] {
    try database.query("operate/battery_days", id, period).map { Day($0) }
  }

  func plan(from first: Int64, to stop: Int64, on database: Connection) throws -> [PlanSlot] {
    try database.query("operate/battery_plan_rows", id, Instant(seconds: first), Instant(seconds: stop))
      .map { PlanSlot($0) }
  }
}

/// The batteries of a period, by code; an empty period of the registry is an empty list.
///
/// - Throws: Status 66 when a battery is named and there is none in the period.
func batteries(
  community: String?, code: String? = nil, _ period: Period?, on database: Connection
) throws -> [Battery] {
  let found = try database.query("operate/batteries", community, code, period).map { Battery($0) }
  if found.isEmpty, let code {
    throw PlainFailure(
      .noInput, "there is no battery '\(code)' in these days", hint: "List them with 'gridctl battery list'.")
  }
  return found
}

/// A quarter of an hour of a battery's plan.
struct PlanSlot: Equatable {
  /// Seconds of a slot.
  static let seconds: Int64 = 900
  /// mWh that a W makes in a slot.
  static let energy: Int64 = 250

  enum Reason: String {
    case low, high, hold, full, empty, surplus
    case noPrice = "no-price"
  }

  let communityID: Int64
  /// Seconds since 1970.
  let start: Int64
  /// W.
  let charge: Int64
  let discharge: Int64
  /// The part of the charge that is the community's surplus, mWh.
  let surplus: Int64
  /// mWh at the end of the slot.
  let level: Int64

  init(_ row: Rows.Row) {
    communityID = row.int64("community_id")
    start = row.int64("start_s")
    charge = row.int64("charge_w")
    discharge = row.int64("discharge_w")
    surplus = row.int64("surplus_mwh")
    level = row.int64("level_mwh")
  }

  init(communityID: Int64, start: Int64, charge: Int64, discharge: Int64, surplus: Int64, level: Int64) {
    self.communityID = communityID
    self.start = start
    self.charge = charge
    self.discharge = discharge
    self.surplus = surplus
    self.level = level
  }
}
