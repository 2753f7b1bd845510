extension OptionValues {
  /// A length of time, `30min` or `2h`, in seconds; nil when the option is not given.
  func duration(_ option: Option, atMost greatest: Int64) throws -> Int64? {
    guard let text = text(option) else { return nil }
    let units: [(String, Int64)] = [("min", 60), ("h", 3600)]
    for (unit, length) in units where text.hasSuffix(unit) {
      guard let count = Int64(text.dropLast(unit.count)), count > 0, count <= greatest / length else { break }
      return count * length
    }
    throw UsageFailure(
      "--\(option.name) is no length of time: '\(text)'",
      hint: "Write it as 30min or 2h, at most \(greatest / 3600)h.")
  }
}
