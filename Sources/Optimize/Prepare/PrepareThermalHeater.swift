extension Preparation {
  /// A heater with a thermal model of its room: `T' = a T + (1 - a) outdoor + b x`, outdoor being the mean of a step.
  ///
  /// a is 1 - step / (R C), ELFE's explicit step, and not exp(-step / (R C)): the models were made for it, and with their
  /// R C of 3.6 hours the two differ by 0.0024 of the difference to outdoors a quarter hour. A room that answers within
  /// a step cannot be told so, and its heater is left out.
  mutating func thermalHeater(_ device: FlexibleDevice, _ wish: ThermalHeaterWish) -> Outcome {
    guard (1...Limits.power).contains(wish.power) else { return .ignored("its power cannot be") }
    let delay = wish.resistance * wish.capacity
    let a = 1 - Double(grid.step) / delay
    let b = Double(grid.step) * Double(wish.power) / wish.capacity
    guard wish.resistance > 0, wish.capacity > 0, delay.isFinite, a > 0, b <= 1000 else {
      return .ignored("the thermal model of its room cannot be")
    }
    let degrees = -50.0...100
    guard degrees.contains(wish.eco), degrees.contains(wish.comfort), (0...100).contains(wish.delta) else {
      return .ignored("its wished temperatures cannot be")
    }
    guard let outdoor else { return .ignored("without an outdoor temperature nothing is known of its room") }
    let windows = (sound(wish.weekdays, of: device), sound(wish.weekend, of: device))
    let wished = temperatures(wish, windows.0, windows.1)
    var law = ThermalLoad(
      power: wish.power * 1000, initial: wished[0], a: a, b: b,
      drift: wished.indices.map { (1 - a) * (outdoor[$0] + outdoor[$0 + 1]) / 2 }, lowest: [], highest: [])
    if let indoor = wish.indoor, (-40...70).contains(indoor) {
      // From the clock of the run to the beginning of the plan it does what it does now.
      let elapsed = min(Double(max(0, grid.begin - conditions.roundedAt)), delay)
      let heat = wish.isHeating ? b * elapsed / Double(grid.step) : 0
      law.initial = outdoor[0] + (1 - elapsed / delay) * (indoor - outdoor[0]) + heat
    } else {
      warnings.append(
        PlanWarning(
          .database, device: device.device, "its indoor temperature is not known: taken as wished",
          after: "\(tenths(wished[0])) °C"))
    }
    let low = wished.map { $0 - wish.delta }
    let high = wished.map { $0 + wish.delta }
    switch wish.band {
    case .thermostats: return .planned(.thermal(law.betweenThermostats(low, high)))
    case .wish:
      let (load, widened) = law.within(low, high)
      if widened > 0 {
        let amount = "\(widened / 100).\(widened % 100 < 10 ? "0" : "")\(widened % 100)"
        constrain(
          device, "no heating keeps its wished temperatures", "\(tenths(wish.delta)) K around them",
          "\(amount) K more, and \(tenths(wish.delta)) K")
      }
      return .planned(.thermal(load))
    }
  }

  /// What is wished in each step: comfort in those that begin within a comfort period.
  private func temperatures(
    _ wish: ThermalHeaterWish, _ weekdays: [DailyWindow], _ weekend: [DailyWindow]
  ) -> [Double] {
    var wished = [Double](repeating: wish.eco, count: grid.count)
    for period in clock.periods({ $0.weekday < 5 ? weekdays : weekend }, from: grid.begin, to: grid.end) {
      let first = max(0, grid.firstStep(from: period.lowerBound))
      let end = min(grid.count, grid.firstStep(from: period.upperBound))
      for step in first..<max(first, end) { wished[step] = wish.comfort }
    }
    return wished
  }
}

/// A temperature with one decimal.
private func tenths(_ degrees: Double) -> String {
  let value = Int((degrees * 10).rounded())
  return "\(value < 0 ? "-" : "")\(abs(value) / 10).\(abs(value) % 10)"
}
