/// A linear objective and linear rows over columns, some of which take whole numbers only.
///
/// Columns and rows are numbered in the order they are added. Doubles live in here and nowhere else:
/// a caller turns its exact integers into coefficients, and the solution back into integers.
public struct MixedIntegerModel: Sendable {
  public enum Direction: Sendable { case minimize, maximize }

  /// A decision variable: its number in the model.
  public struct Column: Sendable, Hashable {
    public let index: Int
  }

  /// One addend of a row: a coefficient times a column.
  public struct Term: Sendable {
    public let column: Column
    public let coefficient: Double

    public init(_ coefficient: Double, _ column: Column) {
      self.column = column
      self.coefficient = coefficient
    }
  }

  public let direction: Direction
  /// Added to the objective of every solution.
  public var offset = 0.0

  public var columnCount: Int { costs.count }
  public var rowCount: Int { rowLowers.count }

  // Kept as the solver takes them: bounds as they are, rows compressed (starts, columns, coefficients).
  private(set) var costs: [Double] = []
  private(set) var columnLowers: [Double] = []
  private(set) var columnUppers: [Double] = []
  private(set) var areInteger: [Bool] = []
  private(set) var rowLowers: [Double] = []
  private(set) var rowUppers: [Double] = []
  private(set) var rowStarts: [Int32] = []
  private(set) var termColumns: [Int32] = []
  private(set) var termCoefficients: [Double] = []

  public init(_ direction: Direction) { self.direction = direction }

  /// Adds a variable between two bounds, both included; an infinite bound is none.
  @discardableResult
  public mutating func addColumn(cost: Double = 0, in bounds: ClosedRange<Double>, isInteger: Bool = false) -> Column {
    costs.append(cost)
    columnLowers.append(bounds.lowerBound)
    columnUppers.append(bounds.upperBound)
    areInteger.append(isInteger)
    return Column(index: costs.count - 1)
  }

  /// Adds a variable that is 0 or 1.
  @discardableResult
  public mutating func addBinary(cost: Double = 0) -> Column {
    addColumn(cost: cost, in: 0...1, isInteger: true)
  }

  /// Demands that a sum of terms lies between two bounds, both included. Terms of one column are added up.
  ///
  /// - Precondition: the columns are of this model.
  public mutating func addRow(_ terms: [Term], in bounds: ClosedRange<Double>) {
    rowLowers.append(bounds.lowerBound)
    rowUppers.append(bounds.upperBound)
    rowStarts.append(Int32(termColumns.count))
    var places: [Column: Int] = [:]
    for term in terms {
      precondition(term.column.index < columnCount, "a column of another model")
      if let place = places[term.column] {
        termCoefficients[place] += term.coefficient
      } else {
        places[term.column] = termColumns.count
        termColumns.append(Int32(term.column.index))
        termCoefficients.append(term.coefficient)
      }
    }
  }

  /// Demands that a sum of terms is exactly a value.
  public mutating func addRow(_ terms: [Term], equals value: Double) { addRow(terms, in: value...value) }

  /// Demands that a sum of terms is at most a value.
  public mutating func addRow(_ terms: [Term], atMost value: Double) { addRow(terms, in: -.infinity...value) }

  /// Demands that a sum of terms is at least a value.
  public mutating func addRow(_ terms: [Term], atLeast value: Double) { addRow(terms, in: value...(.infinity)) }
}
