/// One value of a table. The column says how it looks; the cell says what it is.
public enum Cell: Sendable, Hashable {
  case text(String)
  case integer(Int64)
  case decimal(ExactDecimal)
  /// A local day, as days since 1970-01-01.
  case date(Int)
  /// A local wall-clock time, as seconds since 1970-01-01T00:00 on the same clock.
  ///
  /// `offset` is the distance to UTC in seconds, positive in the east. Give it whenever the rows may hold the day on
  /// which clocks go back: it is the only difference between the two hours at 02:00.
  case localTime(Int64, offset: Int32? = nil)
  case flag(Bool)
  case empty
}

extension Cell {
  /// An exact decimal: `.decimal(12_340, scale: 3)` is 12.340.
  public static func decimal(_ unscaled: Int64, scale: Int) -> Cell {
    .decimal(ExactDecimal(unscaled: unscaled, scale: scale))
  }

  /// The text of a PostgreSQL `numeric` or integer, such as `-12.340`; nil (NULL) is an empty cell.
  ///
  /// - Throws: `DocumentFailure.notANumber` for everything `ExactDecimal` refuses.
  public static func numeric(_ text: String?) throws -> Cell {
    guard let text else { return .empty }
    guard let value = ExactDecimal(text) else { throw DocumentFailure.notANumber }
    return .decimal(value)
  }

  /// A local day: `.date(2025, 10, 26)`.
  public static func date(_ year: Int, _ month: Int, _ day: Int) -> Cell {
    .date(daysSinceEpoch(year: year, month: month, day: day))
  }

  /// A local wall-clock time: `.localTime(2025, 10, 26, 2, 0, offset: 3600)` is the second 02:00 of that day in Paris.
  public static func localTime(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, offset: Int32? = nil
  ) -> Cell {
    let days = daysSinceEpoch(year: year, month: month, day: day)
    return .localTime(Int64(days * 86_400 + hour * 3600 + minute * 60), offset: offset)
  }

  /// The number in the cell, exactly; nil for texts, dates, flags and empty cells.
  var number: ExactDecimal? {
    switch self {
    case .integer(let value): ExactDecimal(unscaled: value, scale: 0)
    case .decimal(let value): value
    default: nil
    }
  }
}
