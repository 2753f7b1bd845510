/// What a block's values count; the code is what the database stores.
///
/// Values are never negative: the direction is the register.
public enum Register: Int16, CaseIterable, Sendable {
  /// Energy drawn from the grid.
  case imported = 1
  /// Energy fed into the grid.
  case exported = 2
  /// Energy used on site, battery charging not included.
  case consumption = 3
  /// Energy produced on site.
  case production = 4
  case batteryCharge = 5
  case batteryDischarge = 6
  /// Energy in the battery at the end of the interval.
  case batteryLevel = 7
}
