import Grid

/// Units of items, as Zabbix writes them.
enum ZabbixUnit {
  private static let power: [(String, Int64)] = [("W", 1000), ("kW", 1_000_000), ("MW", 1_000_000_000)]
  private static let energy: [(String, Int64)] = [("Wh", 1000), ("kWh", 1_000_000), ("MWh", 1_000_000_000)]

  static func names(of quantity: String) -> [String] { (quantity == "power" ? power : energy).map(\.0) }

  /// mW or mWh a unit; nil when the unit is not of the quantity.
  ///
  /// - Parameter unit: `W`; `!W` shows the same without a prefix.
  static func milli(_ unit: String, of quantity: String) -> Int64? {
    let name = unit.hasPrefix("!") ? String(unit.dropFirst()) : unit
    return (quantity == "power" ? power : energy).first { $0.0 == name }?.1
  }

  /// Seconds between values by the first part of an item's update interval: `30`, `1m`, `30s;wd1-5`; nil where it says none.
  static func seconds(delay: String) -> Int? {
    guard let first = delay.split(separator: ";").first else { return nil }
    let factors: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    let factor = first.last.flatMap { factors[$0] }
    guard let count = Int(factor == nil ? first : first.dropLast()), count > 0, count <= 86_400 * 366 else {
      return nil
    }
    return count * (factor ?? 1)
  }
}
