import Grid

/// A window of the local wall clock, `22:10-06:10`: the end is excluded, and an end before the start is on the next day.
struct DayWindow: Equatable, CustomStringConvertible {
  /// Minutes since local midnight, 0…1439.
  let start: Int
  /// Minutes since local midnight, 1…1440, never equal to the start.
  let end: Int

  struct Problem: Error {
    let code: String
    let text: String
  }

  /// Windows separated by spaces, sorted by their start.
  static func parse(_ text: String) throws(Problem) -> [DayWindow] {
    try parse(text.split(separator: " ").map(String.init))
  }

  static func parse(_ texts: [String]) throws(Problem) -> [DayWindow] {
    var windows: [DayWindow] = []
    for text in texts {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let start = minutes(parts[0]), let end = minutes(parts[1]), start < 1440 else {
        throw Problem(code: "invalid-window", text: "windows are not written as 22:10-06:10 12:30-14:00")
      }
      guard start != end % 1440 || end == 1440 else {
        throw Problem(
          code: "invalid-window", text: "a window that ends when it starts is empty; the whole day is 00:00-24:00")
      }
      windows.append(DayWindow(start: start, end: end == 0 ? 1440 : end))
    }
    return windows.sorted { $0.start < $1.start }
  }

  /// Two digits, a colon, two digits; 00:00 to 24:00.
  private static func minutes(_ text: Substring) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [0, 1, 3, 4].allSatisfy({ (48...57).contains(bytes[$0]) })
    else { return nil }
    let digit = { Int(bytes[$0]) - 48 }
    let minute = digit(3) * 10 + digit(4)
    let total = (digit(0) * 10 + digit(1)) * 60 + minute
    return minute < 60 && total <= 1440 ? total : nil
  }

  /// Minutes of the day that the window covers.
  var minutes: [Range<Int>] { start < end ? [start..<end] : [start..<1440, 0..<end] }

  var description: String { "\(clock(start))-\(clock(end))" }
}

/// `22:10`.
func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

/// Finds energy periods of one tariff version that do not cover every minute of the day exactly once.
func checkCoverage(_ prices: [TariffPrice], _ log: FindingLog) {
  let energy = prices.filter { $0.value.component == "energy" }
  guard let first = energy.first else { return }
  let version = "tariff \(first.tariff) from \(first.from)"
  func name(_ price: TariffPrice) -> String { "\(price.value.period) (line \(price.place.line))" }

  var owner = [Int?](repeating: nil, count: 1440)
  for (index, price) in energy.enumerated() {
    var reported: Set<Int> = []
    for minute in ((try? DayWindow.parse(price.value.windows)) ?? []).flatMap(\.minutes).joined() {
      if let other = owner[minute], reported.insert(other).inserted {
        log.add(
          price.place, "overlapping-windows",
          "\(price.path)windows of \(version) overlap at \(clock(minute)): \(name(energy[other])) and \(name(price))")
      }
      owner[minute] = owner[minute] ?? index
    }
  }
  let rest = energy.filter(\.value.windows.isEmpty)
  let gap = owner.firstIndex(of: nil)
  if rest.count > 1 {
    log.add(
      rest[1].place, "several-rest-periods",
      "\(rest[1].path)two periods of \(version) take the rest of the day: \(name(rest[0])) and \(name(rest[1]))")
  } else if let unused = rest.first, gap == nil {
    log.add(
      unused.place, "unused-period",
      "\(unused.path)windows of \(version) cover the whole day, nothing is left for \(name(unused))")
  } else if rest.isEmpty, let gap {
    let end = owner[gap...].firstIndex { $0 != nil } ?? 1440
    log.add(
      first.place, "uncovered-minutes",
      "\(first.path)no energy period of \(version) covers \(clock(gap))-\(clock(end))")
  }
}
