/// Collects the totals of one column while its rows pass, exactly.
struct Tally {
  /// Nil once a sum has outgrown 38 digits.
  private(set) var sum: ExactDecimal? = 0
  private(set) var count = 0
  private(set) var minimum: ExactDecimal?
  private(set) var maximum: ExactDecimal?

  mutating func add(_ cell: Cell) {
    guard let value = cell.number else { return }
    sum = sum?.adding(value)
    count += 1
    if minimum.map({ value < $0 }) ?? true { minimum = value }
    if maximum.map({ value > $0 }) ?? true { maximum = value }
  }
}

/// The tallies of a table; nil for the columns no total asks for.
struct Tallies {
  private let sheet: Sheet
  private var columns: [Tally?]

  init(_ sheet: Sheet) throws {
    self.sheet = sheet
    columns = sheet.columns.map { $0.totals.isEmpty ? nil : Tally() }
    for case .ratio(let part, let whole) in sheet.columns.flatMap(\.totals) {
      columns[try sheet.column(part)] = Tally()
      columns[try sheet.column(whole)] = Tally()
    }
  }

  mutating func add(_ row: [Cell]) {
    for index in row.indices { columns[index]?.add(row[index]) }
  }

  /// The figure as a fraction of two exact numbers; nil when there is none.
  func fraction(_ total: Column.Total, column: Int) throws -> (ExactDecimal, ExactDecimal)? {
    func sum(_ column: Int) -> ExactDecimal? { columns[column]?.sum }
    guard let tally = columns[column] else { return nil }
    switch total {
    case .sum: return tally.sum.map { ($0, 1) }
    case .average: return tally.count == 0 ? nil : tally.sum.map { ($0, ExactDecimal(unscaled: tally.count, scale: 0)) }
    case .minimum: return tally.minimum.map { ($0, 1) }
    case .maximum: return tally.maximum.map { ($0, 1) }
    case .ratio(let part, let whole):
      guard let top = sum(try sheet.column(part)), let bottom = sum(try sheet.column(whole)), bottom.unscaled != 0
      else { return nil }
      return (top, bottom)
    }
  }

  /// The figure rounded to what the column shows; empty when there is none.
  func cell(_ total: Column.Total, column: Int) throws -> Cell {
    guard let (top, bottom) = try fraction(total, column: column) else { return .empty }
    let places = sheet.columns[column].format.places ?? top.scale
    return top.divided(by: bottom, places: places).map { .decimal($0) } ?? .empty
  }
}

/// The rows below a table, in the order they are written.
enum TotalRow: CaseIterable {
  case total, average, minimum, maximum

  /// What stands before the figures.
  func label(in say: PrintLanguage) -> String {
    switch self {
    case .total: "Total"
    case .average: say("Average", fr: "Moyenne")
    case .minimum: "Minimum"
    case .maximum: "Maximum"
    }
  }

  /// The rows that the columns of a sheet ask for.
  static func rows(of sheet: Sheet) -> [TotalRow] {
    allCases.filter { row in sheet.columns.contains { row.total(of: $0) != nil } }
  }

  /// The total of a column that stands in this row.
  func total(of column: Column) -> Column.Total? {
    column.totals.first { total in
      switch total {
      case .sum, .ratio: self == .total
      case .average: self == .average
      case .minimum: self == .minimum
      case .maximum: self == .maximum
      }
    }
  }
}
