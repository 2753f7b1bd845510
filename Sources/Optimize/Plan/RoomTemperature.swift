/// The temperature of a room when an earlier horizon began, to be carried on with what its heater was told since.
///
/// Without it a room that nobody measures would be as warm as wished again in each round, and its heating could be put off
/// for ever.
struct RoomTemperature {
  /// Degrees Celsius at an instant, seconds since 1970.
  var indoor: Double
  var at: Int64
  /// As the earlier plan knew it: at the start of each of its steps and at the end of the last.
  var outdoor: [Double]

  /// - Parameter instant: A start of a step.
  /// - Returns: Nil when it is not known what the heater was told, or how cold it was outdoors.
  func carried(
    to instant: Int64, _ wish: ThermalHeaterWish, told history: DeviceHistory?, step: Int
  ) -> Double? {
    let delay = wish.resistance * wish.capacity
    guard delay > Double(step), instant >= at else { return nil }
    let a = 1 - Double(step) / delay
    let b = Double(step) * Double(wish.power) / wish.capacity
    var temperature = indoor
    for index in 0..<Int(instant - at) / step {
      guard outdoor.indices.contains(index + 1),
        let isOn = history?.decision(at: at + Int64(index * step), step: step)
      else { return nil }
      temperature = a * temperature + (1 - a) * (outdoor[index] + outdoor[index + 1]) / 2 + (isOn == 1 ? b : 0)
    }
    return temperature
  }
}
