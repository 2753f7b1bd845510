import Database
import Grid

/// What to learn, and from when.
public struct LearnRequest: Sendable {
  /// Codes; nil: all.
  public var community: String?
  public var device: String?
  public var asOf: Instant
  /// Readings of this many seconds before `asOf` are looked at.
  public var lookBack: Int
  /// What the caller says of thresholds; the rest is what is set for the device, else the standard.
  public var start: Int?
  public var end: Int?
  public var period: Int?
  public var gap: Int?
  /// The thresholds are kept for these devices from now on.
  public var keepsThresholds: Bool

  public static let threeDays = 3 * 86_400

  public init(
    community: String? = nil, device: String? = nil, asOf: Instant, lookBack: Int = threeDays, start: Int? = nil,
    end: Int? = nil, period: Int? = nil, gap: Int? = nil, keepsThresholds: Bool = false
  ) {
    self.community = community
    self.device = device
    self.asOf = asOf
    self.lookBack = lookBack
    self.start = start
    self.end = end
    self.period = period
    self.gap = gap
    self.keepsThresholds = keepsThresholds
  }

  func thresholds(of device: MeteredDevice) -> CycleThresholds {
    var thresholds = device.thresholds ?? .standard
    thresholds.start = start ?? thresholds.start
    thresholds.end = end ?? thresholds.end
    thresholds.period = period ?? thresholds.period
    thresholds.gap = gap ?? thresholds.gap
    return thresholds
  }
}

/// What was learned of a machine.
public struct LearnedMachine: Sendable {
  public enum Change: String, Sendable {
    /// There was none, or the one before was older.
    case new
    /// The same run, with other readings or thresholds.
    case corrected
    case unchanged
    /// The one in use is newer than all that was found.
    case older
    /// No cycle was found: what is in use stays.
    case none
    /// No meter measures it alone.
    case unmetered
  }

  public let device: MeteredDevice
  public let thresholds: CycleThresholds
  public internal(set) var signal = PowerSignal([])
  /// Oldest first.
  public internal(set) var cycles: [MachineCycle] = []
  public internal(set) var change = Change.none

  /// The newest cycle in steps of a plan, mW.
  public var profile: [Int] { cycles.last?.profile(step: planStep) ?? [] }
  /// Its energy, mWh, exact to a quarter of one.
  public var energy: Int64 { Int64(divided(profile.reduce(0, +) * planStep, by: 3600)) }
}

/// Seconds of the steps that cycles are kept in.
public let planStep = 900

/// Finds the cycles of machines in what their meters measured, and keeps the newest one of each.
///
/// One transaction a community; the caller holds the lock.
///
/// - Parameter inspect: Is shown each machine with its signal, which the result does not carry.
public func learnCycles(
  _ request: LearnRequest, on connection: Connection, inspect: (LearnedMachine) throws -> Void = { _ in }
) throws -> [LearnedMachine] {
  var learned: [LearnedMachine] = []
  let devices = try connection.devices(.machine, community: request.community, device: request.device)
  try connection.transactions(for: devices.byCommunity) { devices in
    learned += try learnCycles(of: devices, request, on: connection, inspect)
  }
  return learned
}

/// - Parameter devices: Of one community, at least one.
private func learnCycles(
  of devices: [MeteredDevice], _ request: LearnRequest, on connection: Connection,
  _ inspect: (LearnedMachine) throws -> Void
) throws -> [LearnedMachine] {
  let communityID = devices[0].communityID
  let first = request.asOf.advanced(by: -request.lookBack)
  let calendar = try connection.calendar(zone: devices[0].zone, from: first, to: request.asOf)
  var learned = devices.map { LearnedMachine(device: $0, thresholds: request.thresholds(of: $0)) }
  let places = Dictionary(grouping: devices.indices.filter { devices[$0].meterID != nil }) { devices[$0].meterID! }
  var pieces: [PowerSignal.Piece] = []
  var meter: Int64?
  func finish() throws {
    for place in meter.flatMap({ places[$0] }) ?? [] {
      learned[place].signal = PowerSignal(pieces)
      learned[place].cycles = learned[place].signal.cycles(learned[place].thresholds)
      try inspect(learned[place])
      learned[place].signal = PowerSignal([])
    }
    pieces = []
  }
  try connection.readings(communityID, of: places.keys.sorted(), calendar) { readings in
    if readings.meterID != meter {
      try finish()
      meter = readings.meterID
    }
    pieces += readings.pieces(from: first.seconds, to: request.asOf.seconds)
  }
  try finish()
  for place in learned.indices where devices[place].meterID == nil { learned[place].change = .unmetered }
  try compare(&learned, communityID, on: connection)
  try keep(learned, request, communityID, on: connection)
  return learned
}

/// Says what is new, against what is in use.
private func compare(_ learned: inout [LearnedMachine], _ communityID: Int64, on connection: Connection) throws {
  let places = Dictionary(uniqueKeysWithValues: learned.indices.map { (learned[$0].device.device, $0) })
  for place in learned.indices where !learned[place].cycles.isEmpty { learned[place].change = .new }
  for row in try connection.query("optimize/stored_cycles", communityID, places.keys.sorted()) {
    guard let place = places[row.text("device")], let newest = learned[place].cycles.last else { continue }
    let start = row.int64("starts_s")
    let profile = row.text("profile").dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
    let thresholds = CycleThresholds(
      start: row.int("start_w"), end: row.int("end_w"), period: row.int("period_s"), gap: row.int("gap"))
    let end = start + Int64(profile.count * row.int("step_s"))
    if start == newest.start, profile == learned[place].profile, thresholds == learned[place].thresholds {
      learned[place].change = .unchanged
    } else if start < newest.end, newest.start < end {
      learned[place].change = .corrected
    } else if start > newest.start {
      learned[place].change = .older
    }
  }
}

private func keep(
  _ learned: [LearnedMachine], _ request: LearnRequest, _ communityID: Int64, on connection: Connection
) throws {
  let found = learned.filter { $0.change == .new || $0.change == .corrected }
  if !found.isEmpty {
    let devices = found.map(\.device.device)
    let starts = found.map { Instant(seconds: $0.cycles.last!.start) }
    try connection.query(
      "optimize/delete_same_cycles", communityID, devices, starts,
      zip(starts, found).map { $0.advanced(by: $1.profile.count * planStep) })
    try connection.query(
      "optimize/put_cycles", communityID, devices, starts, planStep,
      found.map { "{\($0.profile.map(String.init).joined(separator: ","))}" }, found.map(\.thresholds.start),
      found.map(\.thresholds.end), found.map(\.thresholds.period), found.map(\.thresholds.gap), request.asOf)
  }
  if request.keepsThresholds {
    try connection.query(
      "optimize/put_cycle_settings", communityID, learned.map(\.device.device), learned.map(\.thresholds.start),
      learned.map(\.thresholds.end), learned.map(\.thresholds.period), learned.map(\.thresholds.gap))
  }
}
