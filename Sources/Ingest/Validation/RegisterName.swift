import Grid

extension Register {
  /// As users write and read it: `import`, `battery_charge`.
  public var name: String {
    switch self {
    case .imported: "import"
    case .exported: "export"
    case .consumption: "consumption"
    case .production: "production"
    case .batteryCharge: "battery_charge"
    case .batteryDischarge: "battery_discharge"
    case .batteryLevel: "battery_level"
    }
  }

  public init?(name: String) {
    guard let register = Register.allCases.first(where: { $0.name == name }) else { return nil }
    self = register
  }
}
