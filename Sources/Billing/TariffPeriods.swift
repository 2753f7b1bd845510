import Database
import Grid

/// The energy periods of one component of a tariff version: which minute of which local day belongs to which.
struct TariffPeriods: Sendable {
  /// Names, in the order of the tariff.
  let names: [String]
  /// Windows of each; empty: all the rest.
  private let windows: [[TariffWindow]]

  private static let dayMinutes = 1440
  private static let nobody = UInt8.max

  /// - Parameter periods: Name and windows, separated by a space; empty windows are all the rest.
  /// - Throws: What is wrong, in words.
  init(_ periods: [(name: String, windows: String)]) throws(TariffWindow.Problem) {
    guard !periods.isEmpty else { throw TariffWindow.Problem("it has no energy price") }
    guard periods.count < Int(TariffPeriods.nobody) else {
      throw TariffWindow.Problem("it has too many energy periods")
    }
    var windows: [[TariffWindow]] = []
    for period in periods {
      var list: [TariffWindow] = []
      for text in period.windows.split(separator: " ") { list.append(try TariffWindow(text)) }
      windows.append(list)
    }
    guard windows.count(where: \.isEmpty) < 2 else { throw TariffWindow.Problem("two energy periods are all the rest") }
    names = periods.map(\.name)
    self.windows = windows
  }

  /// Whether some window looks at the colour of a day.
  var needsColours: Bool { windows.joined().contains { $0.colour != nil } }

  /// Index into `names` of each of the 1,440 minutes that a wall clock shows on a day.
  ///
  /// - Throws: What is wrong, in words, when a minute belongs to no period or to two.
  func minutes(on day: TariffWindow.DayKind, after before: TariffWindow.DayKind) throws(TariffWindow.Problem) -> [UInt8]
  {
    var minutes = [UInt8](repeating: TariffPeriods.nobody, count: TariffPeriods.dayMinutes)
    for (index, list) in windows.enumerated() {
      for minute in list.flatMap({ $0.minutes(on: day, after: before) }).joined() {
        guard minutes[minute] == TariffPeriods.nobody || minutes[minute] == UInt8(index) else {
          throw TariffWindow.Problem("\(TariffPeriods.clock(minute)) belongs to two energy periods")
        }
        minutes[minute] = UInt8(index)
      }
    }
    let rest = windows.firstIndex(where: \.isEmpty).map(UInt8.init)
    for minute in minutes.indices where minutes[minute] == TariffPeriods.nobody {
      guard let rest else {
        throw TariffWindow.Problem("\(TariffPeriods.clock(minute)) belongs to no energy period")
      }
      minutes[minute] = rest
    }
    return minutes
  }

  private static func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }
}
