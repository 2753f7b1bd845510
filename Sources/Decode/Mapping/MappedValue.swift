import Grid

extension MappingItem {
  private static let units: [String: (isPower: Bool, milli: Int64)] = [
    "W": (true, 1000), "kW": (true, 1_000_000), "MW": (true, 1_000_000_000),
    "Wh": (false, 1000), "kWh": (false, 1_000_000), "MWh": (false, 1_000_000_000),
  ]

  private static let keys = [
    "column", "register", "negative", "name", "negative_name", "unit", "quantity", "factor", "rollover_digits", "reset",
    "capacity_wh", "where",
  ]

  /// An element of `values`.
  func mappedValue() -> CSVMapping.Value? {
    let items = items(MappingItem.keys)
    for key in ["column", "register", "unit"] where items[key] == nil {
      reader.fail(value.place, "missing-key", "\(path): there is no '\(key)'")
    }
    guard let column = items["column"]?.field(), let register = items["register"]?.register(),
      let unit = items["unit"]?.choice(["W", "kW", "MW", "Wh", "kWh", "MWh", "%"])
    else { return nil }
    let byUnit: CSVMapping.Kind =
      register == .batteryLevel ? .level : MappingItem.units[unit]?.isPower ?? false ? .power : .energy
    let word = items["quantity"]?.choice(CSVMapping.Kind.allCases.map(\.rawValue))
    let kind = word.flatMap { CSVMapping.Kind(rawValue: $0) } ?? byUnit
    guard let milli = milli(unit, kind, items["capacity_wh"]), isConsistent(register, kind, unit, items) else {
      return nil
    }
    let name = items["name"]?.text(upTo: 60)
    let negative = items["negative"]?.register()
    let negativeName =
      items["negative_name"]?.text(upTo: 60) ?? negative.map { (name.map { "\($0) " } ?? "") + $0.word }
    return CSVMapping.Value(
      column: column, name: name ?? register.word, register: register, negative: negative,
      negativeName: negativeName ?? "", kind: kind, unit: unit, milli: milli, factor: factor(items["factor"]),
      rolloverDigits: items["rollover_digits"]?.whole(1...15), reset: items["reset"]?.reset() ?? .never,
      condition: items["where"]?.condition())
  }

  private func milli(_ unit: String, _ kind: CSVMapping.Kind, _ capacity: MappingItem?) -> Int64? {
    guard unit == "%" else {
      if let capacity { capacity.fail("a capacity is for levels in % only") }
      return capacity == nil ? MappingItem.units[unit]!.milli : nil
    }
    guard let capacity else {
      fail("a level in % needs 'capacity_wh'")
      return nil
    }
    // A hundredth of it, in mWh.
    return capacity.whole(1...1_000_000_000_000).map { Int64($0) * 10 }
  }

  private func factor(_ item: MappingItem?) -> ExactDecimal {
    guard let item, let factor = item.decimal() else { return ExactDecimal(mantissa: 1, scale: 0) }
    if factor.mantissa == 0 { item.fail("a factor of zero leaves nothing") }
    return factor
  }

  private func isConsistent(
    _ register: Register, _ kind: CSVMapping.Kind, _ unit: String, _ items: [String: MappingItem]
  ) -> Bool {
    let isPower = MappingItem.units[unit]?.isPower ?? false
    let problem: (String, String)? =
      if (kind == .power) != isPower {
        ("unit", "values of quantity \(kind.rawValue) are not in \(unit)")
      } else if (kind == .level) != (register == .batteryLevel) {
        ("register", "levels and nothing else go into battery_level")
      } else if unit == "%", kind != .level {
        ("unit", "only a level is in %")
      } else if [.index, .reads, .level].contains(kind), items["negative"] != nil {
        ("negative", "values of quantity \(kind.rawValue) are never below zero")
      } else if kind != .index, items["reset"] != nil || items["rollover_digits"] != nil {
        ("quantity", "'reset' and 'rollover_digits' are for values of quantity index")
      } else {
        nil
      }
    guard let (key, text) = problem else { return true }
    (items[key] ?? self).fail(text)
    return false
  }

  func register() -> Register? {
    guard let word = choice(Register.words.map(\.0)) else { return nil }
    return Register.words.first { $0.0 == word }?.1
  }

  func condition() -> CSVMapping.Condition? {
    let items = items(["column", "is"])
    guard let column = items["column"]?.field(), let words = items["is"]?.texts(), !words.isEmpty else {
      fail("'column' and 'is' are expected here")
      return nil
    }
    return CSVMapping.Condition(column: column, words: Set(words))
  }

  /// `true`, or a window of the local day.
  func reset() -> CSVMapping.Reset {
    switch value.content {
    case .literal("true"): return .always
    case .literal("false"): return .never
    case .array(let elements) where elements.count == 2:
      let times = elements.compactMap { element -> Int64? in
        guard case .string(let text) = element.content else { return nil }
        return MappingItem.milliseconds(ofDay: text)
      }
      if times.count == 2 { return .window(times[0], times[1]) }
    default: break
    }
    fail("true, or the window [\"23:45\", \"00:15\"] of the local day is expected here")
    return .never
  }

  /// `23:45`, `00:00:00.001`, and `00:00.001`, where a fraction without its seconds is one of a second.
  private static func milliseconds(ofDay text: String) -> Int64? {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let point = parts[1].firstIndex(of: ".") {
      parts.append("00" + parts[1][point...])
      parts[1].removeSubrange(point...)
    }
    guard (2...3).contains(parts.count), parts[0].utf8.count == 2, parts[1].utf8.count == 2,
      let hour = Int64(parts[0]), (0...24).contains(hour), let minute = Int64(parts[1]), (0..<60).contains(minute)
    else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    if parts.count == 3 {
      guard let seconds = ExactDecimal(parts[2]), let value = seconds.mantissa(scale: 3),
        (0..<60_000).contains(value)
      else { return nil }
      milliseconds += value
    }
    return milliseconds <= 86_400_000 ? milliseconds : nil
  }
}
