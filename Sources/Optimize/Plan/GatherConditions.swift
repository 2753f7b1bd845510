import Database
import Foundation
import Grid

/// What a community's round depends on, read from the database.
struct Gathering {
  /// Percent of the standard within which a price is neither low nor high.
  static let priceBand = 2

  let communityID: Int64
  let community: String
  let zone: String
  let request: PlanRequest
  let database: Connection
  let clock: RoundClock
  private(set) var warnings: [PlanWarning] = []
  /// Ids and types of devices in a coordination database, by name.
  private(set) var outer: [String: (id: Int64?, type: Int32?)] = [:]

  init(_ row: Rows.Row, _ request: PlanRequest, _ clock: RoundClock, _ database: Connection) {
    communityID = row.int64("community_id")
    community = row.text("community")
    zone = row.text("zone")
    self.request = request
    self.clock = clock
    self.database = database
  }

  /// - Returns: Nil when nothing is known of the curve, so that nothing can be planned.
  mutating func conditions() throws -> RunConditions? {
    let begin = Instant(seconds: clock.begin)
    let curve = try planningCurve(
      CurveRequest(
        communityID: communityID, method: request.curve, begin: begin, stepSeconds: clock.step, count: clock.stepCount,
        asOf: request.asOf, label: request.method), on: database)
    warnings += curve.warnings
    guard curve.filled.count < clock.stepCount || curve.base.contains(where: { $0 != 0 }) else { return nil }
    var conditions = RunConditions(
      name: community, roundedAt: clock.rounded, begin: clock.begin, stepSeconds: clock.step, base: curve.base,
      filled: curve.filled, days: try days(), devices: [])
    conditions.settings.minimize = request.minimize == .energy ? nil : request.minimize
    if let market = request.market {
      if request.minimize == .price || request.standardPrice != nil {
        conditions.prices = try series("price", "optimize/ems_prices", of: market)
      }
      if request.minimize == .co2 {
        conditions.emissions = try series("emission", "optimize/ems_emissions", of: market)
      }
    }
    let earlier = try EarlierPlan(communityID: communityID, method: request.method, before: clock, on: database)
    conditions.devices = try devices(earlier)
    conditions.devices += try batteries(earlier, besides: conditions.devices)
    if conditions.devices.contains(where: { $0.thermalHeater != nil }) {
      conditions.outdoor = try outdoorCurve(
        community: communityID, begin: begin, step: clock.step, count: clock.stepCount, asOf: request.asOf, on: database
      ).map { ($0 * 100).rounded() / 100 }
    }
    return conditions
  }

  mutating func note(_ more: [PlanWarning]) { warnings += more }

  /// The local days around the horizon and its past, and the day after it.
  private func days() throws -> [CalendarDay] {
    let end = clock.begin + Int64(clock.stepCount * clock.step)
    return try database.calendar(
      zone: zone, from: Instant(seconds: clock.begin - EarlierPlan.reach), to: Instant(seconds: end + 86_400)
    ).days.map { CalendarDay($0) }
  }

  /// A market's value for each step. One that is not known is taken from the same time of the day before, or else from the
  /// step before.
  private mutating func series(_ noun: String, _ statement: String, of market: String) throws -> [Int] {
    let first = clock.begin - 86_400
    let day = 86_400 / clock.step
    var known = [Int?](repeating: nil, count: day + clock.stepCount)
    let rows = try database.query(
      statement, market, Instant(seconds: first), Instant(seconds: first + Int64(known.count * clock.step)))
    for row in rows { known[Int(row.int64("start_s") - first) / clock.step] = row.int("value") }
    guard let oldest = known.compactMap({ $0 }).first else {
      throw PlainFailure(
        .noInput, "there are no \(noun)s of a market '\(market)' around \(Instant(seconds: clock.begin))",
        hint: "Import them with 'gridctl import \(noun)s'.")
    }
    let missing = known.suffix(clock.stepCount).count { $0 == nil }
    if missing > 0 {
      warnings.append(
        PlanWarning(.database, "\(missing) of \(clock.stepCount) steps have no \(noun) of \(market) and were filled"))
    }
    for index in known.indices where known[index] == nil {
      known[index] = index >= day ? known[index - day] : index > 0 ? known[index - 1] : oldest
    }
    return known.suffix(clock.stepCount).map { $0! }
  }

  private mutating func devices(_ earlier: EarlierPlan) throws -> [FlexibleDevice] {
    let decoder = JSONDecoder()
    let state = try deviceState(community: communityID, asOf: request.asOf, on: database)
    return try database.query("optimize/flexible_devices", communityID, earlier.started).compactMap { row in
      let name = row.text("device")
      let isPiloted = row.bool("is_piloted")
      var device = FlexibleDevice(device: name)
      do {
        try device.setWish(row.text("kind"), Data(row.text("wish").utf8), decoder)
      } catch is DecodingError {
        if isPiloted { warnings.append(PlanWarning(.ignored, device: name, "its wish cannot be read")) }
        return nil
      }
      outer[name] = (row.optional("outer_id").flatMap { Int64($0) }, row.optional("outer_type").flatMap { Int32($0) })
      device.lastStartedAt = row.optional("last_started_s").flatMap { Int64($0) }
      device.take(state)
      device.take(earlier, clock)
      if device.takeRoom(earlier, state, told: row.int64("updated_s"), clock) {
        warnings.append(
          PlanWarning(.database, device: name, "its indoor temperature was not measured lately: taken as planned"))
      }
      guard isPiloted || device.mayBeRunning(at: clock) else { return nil }
      device.isReleased = isPiloted ? nil : true
      return device
    }
  }

  private mutating func batteries(
    _ earlier: EarlierPlan, besides devices: [FlexibleDevice]
  ) throws -> [FlexibleDevice] {
    let taken = Set(devices.map(\.device))
    return try database.query("optimize/ems_batteries", communityID, request.asOf).compactMap { row in
      let name = row.text("battery")
      guard !taken.contains(name) else {
        warnings.append(PlanWarning(.ignored, device: name, "a battery and a device have this name"))
        return nil
      }
      var wish = BatteryWish(
        capacity: row.int("capacity_wh"), minimum: row.int("minimum_wh"), level: 0, chargePower: row.int("charge_w"),
        dischargePower: row.int("discharge_w"), efficiency: row.int("efficiency_hundredths"))
      if let standard = request.standardPrice {
        wish.standardPrice = standard
        wish.pricePercent = Self.priceBand
      }
      var level = BatteryLevel(wish: wish, level: row.int("level_mwh"), at: row.int64("at_s"))
      // What the last round counted on is nearer than what was known long before it.
      if let begin = earlier.begin, let planned = earlier.levels[name], level.at < begin {
        level.level = planned * 1000
        level.at = begin
      }
      wish.level = level.carried(to: clock.begin, told: earlier.histories[name], step: clock.step)
      var device = FlexibleDevice(device: name)
      device.battery = wish
      device.take(earlier, clock)
      return device
    }
  }
}

/// The clock of a round and the steps that it plans.
struct RoundClock {
  let step: Int
  let stepCount: Int
  /// Seconds since 1970: the clock rounded to a step, and the first step after it.
  let rounded: Int64
  let begin: Int64

  init(_ request: PlanRequest) {
    step = PlanRequest.step
    stepCount = request.horizonHours * 3600 / step
    rounded = RunConditions.rounded(now: request.asOf.seconds, step: step)
    begin = rounded + Int64(step)
  }
}

extension MachineWish {
  /// W of each quarter hour of a machine of which no cycle was learned: ELFE's default cycle, 1,386 Wh.
  static let standardProfile = [1750.78, 516.62, 1365.61, 56.96, 50.72, 180.34, 1618.80, 4.05]
}

extension FlexibleDevice {
  /// Reads the wish of a kind, as JSON.
  mutating func setWish(_ kind: String, _ json: Data, _ decoder: JSONDecoder) throws {
    switch Kind(rawValue: kind) {
    case .machine: machine = try decoder.decode(MachineWish.self, from: json)
    case .waterHeater: waterHeater = try decoder.decode(WaterHeaterWish.self, from: json)
    case .vehicle: vehicle = try decoder.decode(VehicleWish.self, from: json)
    case .heater: heater = try decoder.decode(HeaterWish.self, from: json)
    case .thermalHeater: thermalHeater = try decoder.decode(ThermalHeaterWish.self, from: json)
    case .battery: battery = try decoder.decode(BatteryWish.self, from: json)
    case nil: break
    }
  }

  /// Takes over what was learned, where its owner says nothing.
  fileprivate mutating func take(_ state: DeviceState) {
    if machine?.profile.isEmpty == true { machine?.profile = state.profiles[device] ?? MachineWish.standardProfile }
    if waterHeater?.lastEnergy == nil { waterHeater?.lastEnergy = state.waterEnergies[device] }
  }

  /// Takes over how warm its room is: what was measured last, or by the plan before when nothing was measured since.
  ///
  /// - Parameter told: When the wish was told, and what it says of the room.
  /// - Returns: Whether nothing was measured for a long time.
  fileprivate mutating func takeRoom(
    _ earlier: EarlierPlan, _ state: DeviceState, told: Int64, _ clock: RoundClock
  ) -> Bool {
    guard let wish = thermalHeater else { return false }
    let told = wish.indoor == nil ? nil : told
    let measuredAt = state.measuredAt[device]
    if let measured = state.temperatures[device], told.map({ $0 < measuredAt! }) ?? true {
      thermalHeater?.indoor = measured
    }
    guard let made = earlier.made, [told, measuredAt].allSatisfy({ $0.map { $0 <= made } ?? true }),
      let indoor = earlier.rooms[device]?.carried(
        to: clock.rounded, wish, told: earlier.histories[device], step: clock.step)
    else { return false }
    thermalHeater?.indoor = (indoor * 100).rounded() / 100
    return state.temperatures[device] == nil
  }

  /// Takes over what earlier plans told it, as far back as its kind asks for.
  fileprivate mutating func take(_ earlier: EarlierPlan, _ clock: RoundClock) {
    let step = clock.step
    let history = earlier.histories[device]?.since(clock.begin - EarlierPlan.reach, step: step)
    takePercent(earlier, clock)
    var first = clock.begin - EarlierPlan.reach
    switch kind {
    case .machine, .waterHeater, .vehicle:
      let start = history?.lastOn(before: clock.begin, step: step)
      if vehicle?.mayPause == true {
        first = max(first, percentSince ?? clock.begin)
      } else {
        takeStart(start, earlier, clock)
        first = start ?? clock.begin
      }
    case .thermalHeater:
      // Whether it heats when the horizon begins.
      first = clock.begin - Int64(step)
      if let last = history?.since(first, step: step), last.begin == first {
        thermalHeater?.isHeating = last.decisions[0] == 1
      }
    case .heater, .battery, nil: break
    }
    let kept = history?.since(first, step: step)
    previous = kept?.decisions
    previousBegin = kept?.begin
  }

  /// Whether it may still do what it was started for.
  fileprivate func mayBeRunning(at clock: RoundClock) -> Bool {
    switch kind {
    case .machine, .waterHeater, .vehicle: lastStartedAt.map { $0 > clock.begin - EarlierPlan.reach } == true
    case .heater, .thermalHeater, .battery, nil: false
    }
  }

  /// A state of charge that is told again says nothing new. One that rose has what was charged until now in it; one that
  /// fell is of another stay.
  private mutating func takePercent(_ earlier: EarlierPlan, _ clock: RoundClock) {
    guard let vehicle else { return }
    let known = earlier.percents[device]
    if known == vehicle.percent {
      percentSince = earlier.percentsSince[device]
    } else if vehicle.mayPause || known.map({ $0 < vehicle.percent }) == true {
      percentSince = clock.rounded
    }
  }

  /// - Parameter start: When an earlier plan started it last.
  private mutating func takeStart(_ start: Int64?, _ earlier: EarlierPlan, _ clock: RoundClock) {
    let step = Int64(clock.step)
    let known = [earlier.lastStarts[device], start].compactMap { $0 }.max()
    let isByNewest = start.flatMap { start in earlier.begin.map { start >= $0 } } == true
    servedEndBy = isByNewest ? earlier.deadlines[device] : earlier.served[device]
    // It was started again, by hand: nobody knows for which wish.
    if let known, let lastStartedAt, lastStartedAt - known > step { servedEndBy = nil }
    lastStartedAt = [lastStartedAt, known].compactMap { $0 }.max()
    guard let started = lastStartedAt, started < clock.begin else { return }
    // A deadline that changes while it runs is that of the run, if the run can be what is wished; later it is a new wish.
    let isOpen = servedEndBy == nil || earlier.isOn.contains(device)
    if let machine {
      let duration = step * Int64(machine.profile.count)
      if isOpen, started + step > machine.endBy.bounded - Int64(machine.maxWaitSeconds).bounded - duration {
        servedEndBy = machine.endBy
      }
    } else if let vehicle, earlier.isOn.contains(device) {
      servedEndBy = vehicle.endBy
    }
  }
}
