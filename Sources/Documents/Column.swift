/// A column of a table: its heading, how its values are shown, and what stands below it.
public struct Column: Sendable {
  public var heading: String
  public var format: Format
  /// In characters of the standard font; nil measures the heading and the first rows.
  public var width: Double?
  public var totals: [Total]
  public var highlight: Highlight?

  public init(
    _ heading: String, _ format: Format = .text, width: Double? = nil, totals: [Total] = [],
    highlight: Highlight? = nil
  ) {
    self.heading = heading
    self.format = format
    self.width = width
    self.totals = totals
    self.highlight = highlight
  }

  /// A figure below the column. In XLSX a formula over the rows a filter leaves visible, with its value stored.
  public enum Total: Sendable, Hashable {
    case sum, average, minimum, maximum
    /// The sum of one column divided by the sum of another, named by their headings: the right total of a percentage.
    case ratio(of: String, to: String)
  }

  /// What leads the eye through a column. XLSX only, as conditional formats: they follow when somebody sorts or edits.
  public enum Highlight: Sendable, Hashable {
    /// Numbers in amber.
    case below(ExactDecimal)
    case above(ExactDecimal)
    /// A bar behind each number, from zero to the greatest; for numbers that are not negative.
    case bar(Chart.Colour)
    /// The paler the smaller: white at zero, the colour at the greatest.
    case scale(Chart.Colour)
    /// Traffic lights: words that stand for good, to be watched, and to be acted on.
    case lights(good: String, watch: String, act: String)
  }

  /// How the numbers of a column are shown. Rounding for display is half away from zero; the value stays exact.
  public enum Format: Sendable, Hashable {
    case text
    /// Whole numbers, thousands grouped in XLSX.
    case integer
    case decimal(places: Int)
    /// Amounts in euros, two places.
    case euros
    /// The cell holds a fraction: 0.985 is shown as 98.5 %. CSV writes the fraction.
    case percent(places: Int)
    case date
    /// Wall-clock times to the minute; the offset is shown where the cell has one.
    case localTime
    /// The cell holds whole minutes, shown as hours and minutes: 95 is 1:35. CSV writes the minutes.
    case duration
    case flag

    /// Kilowatt-hours to the watt-hour.
    public static let kilowattHours = Format.decimal(places: 3)
    public static let wattHours = Format.integer
    /// Euros per unit, six places.
    public static let unitPrice = Format.decimal(places: 6)
    public static let percent = Format.percent(places: 1)
  }
}

extension Column.Format {
  /// Whether values of this kind are added up and stand at the right edge.
  var isNumeric: Bool {
    switch self {
    case .integer, .decimal, .euros, .percent, .duration: true
    case .text, .date, .localTime, .flag: false
    }
  }

  /// The fraction digits of the stored number that are shown.
  var places: Int? {
    switch self {
    case .integer, .duration: 0
    case .decimal(let places): places
    case .euros: 2
    case .percent(let places): places + 2
    case .text, .date, .localTime, .flag: nil
    }
  }

  /// What a person reads, without thousands separators: `12.340`, `98.5 %`, `1.20 €`, `2025-10-26 02:00 +01:00`, `yes`; in
  /// French `12,340`, `98,5 %`, `1,20 €`, the same day, `oui`.
  func display(_ cell: Cell, in language: PrintLanguage = .en) -> String {
    show(cell, in: language) { number in
      let text = number.description
      return language.decimalMark == "." ? text : String(text.map { $0 == "." ? language.decimalMark : $0 })
    }
  }

  /// The same for print: thousands grouped, a true minus sign.
  func print(_ cell: Cell, in language: PrintLanguage) -> String {
    show(cell, in: language) { language.number($0, places: $0.scale...$0.scale) }
  }

  private func show(_ cell: Cell, in language: PrintLanguage, number: (ExactDecimal) -> String) -> String {
    switch cell {
    case .text(let text): text
    case .date(let days): dateText(days)
    case .localTime(let seconds, let offset):
      localTimeText(seconds, separator: " ") + (offset.map { " " + offsetText($0) } ?? "")
    case .flag(let value): value ? language("yes", fr: "oui") : language("no", fr: "non")
    case .empty: ""
    case .integer, .decimal: cell.number.map { show($0, number: number) } ?? ""
    }
  }

  private func show(_ value: ExactDecimal, number: (ExactDecimal) -> String) -> String {
    let shown = places.map { value.rounded(to: $0) } ?? value
    switch self {
    case .euros: return "\(number(shown)) €"
    case .duration: return durationText(Int64(clamping: shown.unscaled))
    case .percent where shown.scale >= 2:
      return "\(number(ExactDecimal(unscaled: shown.unscaled, scale: shown.scale - 2))) %"
    default: return number(shown)
    }
  }
}
