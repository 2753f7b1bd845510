import Database
import Grid

/// Applies a document of flexible devices: an array, or an object with the member `devices`. A device is known by its
/// community and name.
func importFlexibleDevices(
  _ root: JSONNode, _ log: FindingLog, asOf: Instant, on connection: Connection
) throws -> ImportSummary {
  if !root.isArray { root.allow(["devices"]) }
  let nodes = (root.isArray ? root : root.member("devices"))?.elements() ?? []
  if log.isEmpty, nodes.isEmpty { throw PlainFailure(.dataRefused, "\(log.file) has no device") }
  func texts(_ name: String) -> [String] {
    Set(
      nodes.compactMap { node -> String? in
        guard case .object(let members) = node.value.content,
          case .string(let text)? = members.first(where: { $0.key == name })?.value.content
        else { return nil }
        return text
      }
    ).sorted()
  }
  let known = try KnownCodes(communities: texts("community"), meters: texts("meter"), on: connection)
  let models = try connection.thermalModels()
  let rows = nodes.compactMap { FlexibleDeviceReader(node: $0, known: known, models: models).row() }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: { $0.place ?? Place(line: 0) },
    name: { "device \($0.key.device) of \($0.key.community)" })
  let stored = Dictionary(
    uniqueKeysWithValues: try connection.flexibleDevices(of: Set(unique.map(\.key.community)).sorted()).map {
      ($0.key, $0)
    })
  for row in unique where stored[row.key]?.value.source == FlexibleDeviceRow.coordination {
    log.add(
      row.place ?? Place(line: 0), "device-of-coordination",
      "device \(row.key.device) of \(row.key.community) comes from its coordination database")
  }
  try checkSubmeters(unique, stored, log, on: connection)
  try log.refuse(hints: [
    "device-of-coordination": "Give this one another name; 'gridctl ems sync' keeps the other up to date."
  ])

  let difference = Difference(unique, value: \.value, stored: { stored[$0.key]?.value })
  try connection.put(difference.all, asOf: asOf)
  return ImportSummary(
    kind: .devices, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// Finds meters that would measure two devices, and meters that were never in the device's community.
private func checkSubmeters(
  _ rows: [FlexibleDeviceRow], _ stored: [FlexibleDeviceRow.Key: FlexibleDeviceRow], _ log: FindingLog,
  on connection: Connection
) throws {
  var measured: [String: FlexibleDeviceRow.Key] = [:]
  let replaced = Set(rows.map(\.key))
  for row in stored.values where !replaced.contains(row.key) {
    if let meter = row.value.meter { measured[meter] = row.key }
  }
  let metered = rows.filter { $0.value.meter != nil }
  let foreign = try connection.query(
    "ingest/import_foreign_submeters", metered.map(\.key.community), metered.map { $0.value.meter ?? "" })
  let strangers = Set(
    foreign.map { FlexibleDeviceRow.Key(community: $0.text("community"), device: $0.text("meter")) })
  for row in metered {
    guard let meter = row.value.meter, let place = row.place else { continue }
    if let other = measured.updateValue(row.key, forKey: meter) {
      log.add(place, "meter-of-another", "meter \(meter) measures device \(other.device) of \(other.community)")
    }
    if strangers.contains(FlexibleDeviceRow.Key(community: row.key.community, device: meter)) {
      log.add(place, "meter-elsewhere", "meter \(meter) was never in community \(row.key.community)")
    }
  }
}

/// Reads one device of a document.
struct FlexibleDeviceReader {
  let node: JSONNode
  let known: KnownCodes
  let models: ThermalModels

  private static let members = ["community", "device", "meter", "is_piloted", "last_started_at"]

  /// Nil when anything of it is wrong, which is in the log then.
  func row() -> FlexibleDeviceRow? {
    let before = node.log.findings.count
    let kinds = FlexibleWish.Kind.allCases.map(\.rawValue)
    node.allow(Self.members + kinds)
    let community = node.member("community")?.reference("community", in: known["community"])
    let name = node.member("device")
    let device = name?.code()
    let meter = node.optionalMember("meter")?.reference("meter", in: known["meter"])
    let isPiloted = node.optionalMember("is_piloted").map { $0.flag() } ?? true
    let startedAt = node.optionalMember("last_started_at")?.instant()
    let wishes = kinds.filter { node.optionalMember($0) != nil }
    if wishes.count != 1, node.log.findings.count == before {
      node.fail(
        wishes.isEmpty ? "missing-value" : "two-wishes",
        "a device has exactly one of \(kinds.joined(separator: ", "))")
    }
    let wish = wishes.first.flatMap { kind in
      node.optionalMember(kind).flatMap { readWish(FlexibleWish.Kind(rawValue: kind)!, $0) }
    }
    guard node.log.findings.count == before, let community, let device, let isPiloted, let wish else { return nil }
    return FlexibleDeviceRow(
      key: FlexibleDeviceRow.Key(community: community, device: device),
      value: FlexibleDeviceRow.Value(
        kind: wish.kind.rawValue, meter: meter, isPiloted: isPiloted, lastStartedAt: startedAt,
        source: FlexibleDeviceRow.registry, outerID: nil, outerType: nil, wish: wish.text),
      place: name?.place)
  }

  private func readWish(_ kind: FlexibleWish.Kind, _ node: JSONNode) -> FlexibleWish? {
    switch kind {
    case .machine: machine(node)
    case .waterHeater: waterHeater(node)
    case .vehicle: vehicle(node)
    case .heater: heater(node)
    case .thermalHeater: thermalHeater(node)
    }
  }

  private func machine(_ node: JSONNode) -> FlexibleWish? {
    node.allow(["profile_w", "end_by", "max_wait_s"])
    let profile = node.optionalMember("profile_w")?.profile()
    let end = node.member("end_by")?.instant()
    guard let wait = node.member("max_wait_s")?.decimal(.wait), let end else { return nil }
    return .machine(profile: profile, end: end, wait: wait)
  }

  private func waterHeater(_ node: JSONNode) -> FlexibleWish? {
    node.allow(["power_w", "volume_l", "last_energy_wh", "off_peak"])
    let power = node.member("power_w")?.decimal(.power)
    let volume = node.member("volume_l")?.decimal(.volume)
    let energy = node.optionalMember("last_energy_wh")?.decimal(.dayEnergy)
    let list = node.member("off_peak")
    let hours = list?.dailyHours() ?? []
    if let list, list.isArray, list.elements().isEmpty { list.fail("missing-value", "there is no window") }
    guard let power, let volume else { return nil }
    return .waterHeater(power: power, volume: volume, lastEnergy: energy, offPeak: hours)
  }

  private func vehicle(_ node: JSONNode) -> FlexibleWish? {
    node.allow(["power_w", "capacity_wh", "percent", "target_percent", "end_by", "stops_at_target", "may_pause"])
    let power = node.member("power_w")?.decimal(.power)
    let capacity = node.member("capacity_wh")?.decimal(.vehicleCapacity)
    let percent = node.member("percent")?.decimal(.wholePercent)
    let target = node.member("target_percent")?.decimal(.wholePercent)
    let end = node.member("end_by")?.instant()
    let stops = node.optionalMember("stops_at_target")?.flag() ?? false
    let mayPause = node.optionalMember("may_pause")?.flag() ?? false
    guard let power, let capacity, let percent, let target, let end else { return nil }
    return .vehicle(
      power: power, capacity: capacity, percent: percent, target: target, end: end, stopsAtTarget: stops,
      mayPause: mayPause)
  }

  private func heater(_ node: JSONNode) -> FlexibleWish? {
    node.allow(["eco_w", "comfort_w", "eco_percent", "weekdays", "weekend"])
    let eco = node.member("eco_w")?.decimal(.heaterPower)
    let comfortNode = node.member("comfort_w")
    let comfort = comfortNode?.decimal(.heaterPower)
    let percent = node.member("eco_percent")?.decimal(.wholePercent)
    let periods = periods(node)
    guard let eco, let comfort, let percent else { return nil }
    if comfort < eco { comfortNode?.fail("comfort-below-eco", "comfort_w (\(comfort)) is below eco_w (\(eco))") }
    return .heater(eco: eco, comfort: comfort, ecoPercent: percent, periods)
  }

  private func thermalHeater(_ node: JSONNode) -> FlexibleWish? {
    node.allow([
      "power_w", "insulation", "r_k_per_w", "c_j_per_k", "eco_c", "comfort_c", "delta_c", "indoor_c", "is_heating",
      "band",
      "weekdays", "weekend",
    ])
    let power = node.member("power_w")?.decimal(.power)
    let model = model(node)
    let eco = node.member("eco_c")?.decimal(.roomTemperature)
    let comfortNode = node.member("comfort_c")
    let comfort = comfortNode?.decimal(.roomTemperature)
    let delta = node.member("delta_c")?.decimal(.temperatureDelta)
    let indoor = node.optionalMember("indoor_c")?.decimal(.temperature)
    let isHeating = node.optionalMember("is_heating")?.flag() ?? false
    let band = node.optionalMember("band")?.choice(of: ["thermostats", "wish"]) ?? "thermostats"
    let periods = periods(node)
    guard let power, let model, let eco, let comfort, let delta else { return nil }
    if comfort < eco { comfortNode?.fail("comfort-below-eco", "comfort_c is below eco_c") }
    return .thermalHeater(
      power: power, model: model, eco: eco, comfort: comfort, delta: delta, indoor: indoor, isHeating: isHeating,
      band: band, periods)
  }

  /// The room by the name of its insulation, or by its resistance and capacity.
  private func model(_ node: JSONNode) -> ThermalModel? {
    let numbers = ["r_k_per_w", "c_j_per_k"]
    if let name = node.optionalMember("insulation") {
      for number in numbers { node.optionalMember(number)?.fail("two-models", "insulation says this already") }
      return name.choice(of: models.byName.keys.sorted()).flatMap { models.byName[$0] }
    }
    guard numbers.contains(where: { node.optionalMember($0) != nil }) else {
      node.fail("missing-value", "there is no 'insulation', nor 'r_k_per_w' and 'c_j_per_k'")
      return nil
    }
    let resistance = node.member("r_k_per_w")?.positive(upTo: 100)
    guard let capacity = node.member("c_j_per_k")?.positive(upTo: 1e12), let resistance else { return nil }
    let model = ThermalModel(resistance: resistance, capacity: capacity)
    if let rule = model.brokenRule { node.fail("invalid-model", rule) }
    return model
  }

  private func periods(_ node: JSONNode) -> ComfortPeriods {
    ComfortPeriods(
      weekdays: node.optionalMember("weekdays")?.dailyHours() ?? [],
      weekend: node.optionalMember("weekend")?.dailyHours() ?? [])
  }
}

extension JSONNode {
  /// W of each quarter hour, in mW; two days of them at most.
  fileprivate func profile() -> [Int] {
    let values = elements()
    if isArray, values.isEmpty {
      fail("empty-profile", "a cycle has at least one quarter hour; leave it out to use the learned one")
    }
    if values.count > 192 { fail("too-long", "a cycle has at most 192 quarter hours") }
    return values.prefix(192).compactMap { $0.decimal(.profilePower) }
  }

  /// Windows of the day, written `22:30-06:30`.
  fileprivate func dailyHours() -> [DailyHours] {
    let windows = elements()
    if windows.count > 24 { fail("too-long", "there are at most 24 windows") }
    return windows.prefix(24).compactMap { window in
      guard let text = window.text() else { return nil }
      let hours = DailyHours(text)
      if hours == nil {
        window.fail("invalid-window", "windows of the day are written 22:30-06:30; the whole day is 00:00-24:00")
      }
      return hours
    }
  }
}
