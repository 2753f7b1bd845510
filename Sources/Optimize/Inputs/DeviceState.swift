import Database
import Grid

/// What is known of a community's flexible devices from readings, by the names of the devices.
public struct DeviceState: Sendable {
  /// Mean power of each step of the cycle in use, W.
  public internal(set) var profiles: [String: [Double]] = [:]
  /// Wh of 24 hours.
  public internal(set) var waterEnergies: [String: Int] = [:]
  /// Degrees Celsius.
  public internal(set) var temperatures: [String: Double] = [:]
  /// When these were measured, seconds since 1970.
  var measuredAt: [String: Int64] = [:]

  /// Seconds after which a temperature says nothing of a room any more. A cold room warms by some degrees in that time.
  public static let temperatureAge = 7200
}

/// Reads the newest cycles, energies of water heaters and temperatures that were known at a time.
///
/// Cycles and energies end at `asOf` or before it; temperatures are at most `DeviceState.temperatureAge` old.
public func deviceState(community communityID: Int64, asOf: Instant, on connection: Connection) throws -> DeviceState {
  var state = DeviceState()
  for row in try connection.query("optimize/learned_profiles", communityID, asOf) {
    state.profiles[row.text("device")] = row.text("profile").dropFirst().dropLast().split(separator: ",").map {
      Double($0)! / 1000
    }
  }
  for row in try connection.query("optimize/learned_energies", communityID, asOf) {
    state.waterEnergies[row.text("device")] = row.int("energy_wh")
  }
  for row in try connection.query(
    "optimize/indoor_temperatures", communityID, asOf.advanced(by: -DeviceState.temperatureAge), asOf)
  {
    state.temperatures[row.text("device")] = Double(row.int("centidegrees")) / 100
    state.measuredAt[row.text("device")] = row.int64("measured_s")
  }
  return state
}
