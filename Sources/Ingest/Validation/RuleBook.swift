import Database
import Grid

/// What readings are validated by. The raw value is the rule's id in tables and files, for ever.
public enum ValidationRule: String, CaseIterable, Sendable {
  case gap
  case overlap
  case negative
  case spike
  case overCapacity = "over-capacity"
  case zeroRun = "zero-run"
  case pvAtNight = "pv-at-night"
  case energyBalance = "energy-balance"
  case registerVsIntervals = "register-vs-intervals"
  case plantVsSum = "plant-vs-sum"
  case clockOutlier = "clock-outlier"
  case stuckValue = "stuck-value"

  /// Whether a floor in W belongs to it.
  var hasFloor: Bool { [.spike, .pvAtNight, .stuckValue].contains(self) }
}

/// What a rule allows a meter.
struct Allowance {
  let threshold: Int64
  /// Mean power below which nothing is found; 0 where the rule looks at none.
  let floorW: Int64
  let severity: String
}

/// The rules in force: those of a meter go before those of its class.
struct RuleBook {
  private var ofClass: [String: [ValidationRule: Allowance]] = [:]
  private var ofMeter: [Int64: [ValidationRule: Allowance]] = [:]

  init(on database: Connection) throws {
    for row in try database.query("ingest/vee_rules") {
      guard let rule = ValidationRule(rawValue: row.text("rule")) else { continue }
      let allowance = Allowance(
        threshold: row.int64("threshold"), floorW: Int64(row.optionalInt("floor_w") ?? 0),
        severity: row.text("severity"))
      if let kind = row.optional("class") {
        ofClass[kind, default: [:]][rule] = allowance
      } else {
        ofMeter[row.int64("meter_id"), default: [:]][rule] = allowance
      }
    }
  }

  /// Nil: the rule is off.
  func allowance(_ rule: ValidationRule, meter: Int64, kind: String) -> Allowance? {
    let found = ofMeter[meter]?[rule] ?? ofClass[kind]?[rule]
    return found?.severity == "off" ? nil : found
  }
}
