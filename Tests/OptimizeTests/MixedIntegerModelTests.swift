import Optimize
import Testing

/// Small whole-number programs, written as plain numbers: the solver and the search through all points read the same.
struct Program: CustomTestStringConvertible {
  var direction: MixedIntegerModel.Direction
  var costs: [Int]
  /// Every variable is one of 0...top.
  var top: Int
  /// Coefficients and the upper bound of their sum.
  var rows: [(coefficients: [Int], most: Int)]

  var testDescription: String { "\(direction) \(costs), \(rows.map { "\($0.coefficients) <= \($0.most)" })" }

  var model: MixedIntegerModel {
    var model = MixedIntegerModel(direction)
    let columns = costs.map { model.addColumn(cost: Double($0), in: 0...Double(top), isInteger: true) }
    for row in rows {
      model.addRow(zip(row.coefficients, columns).map { .init(Double($0), $1) }, atMost: Double(row.most))
    }
    return model
  }

  func keepsRows(_ point: [Int]) -> Bool {
    rows.allSatisfy { row in zip(row.coefficients, point).map(*).reduce(0, +) <= row.most }
  }

  func objective(_ point: [Int]) -> Int { zip(costs, point).map(*).reduce(0, +) }

  /// The best objective over every point there is; nil when no point keeps all rows.
  var bestOfAllPoints: Int? {
    let points = costs.indices.reduce([[]]) { points, _ in points.flatMap { point in (0...top).map { point + [$0] } } }
    let objectives = points.filter(keepsRows).map(objective)
    return direction == .minimize ? objectives.min() : objectives.max()
  }
}

@Suite struct MixedIntegerModelTests {
  /// 5x + 4y + 3z under 2x + 3y + z ≤ 5, 4x + y + 2z ≤ 11, 3x + 4y + 2z ≤ 8 is 13 at (2, 0, 1).
  static let handChecked = Program(
    direction: .maximize, costs: [5, 4, 3], top: 8, rows: [([2, 3, 1], 5), ([4, 1, 2], 11), ([3, 4, 2], 8)])

  /// Programs of three variables from a fixed sequence of numbers, in both directions; some have no point at all.
  static let programs: [Program] = {
    var numbers = Numbers(state: 2026)
    return (0..<60).map { index in
      Program(
        direction: index.isMultiple(of: 2) ? .minimize : .maximize, costs: numbers.next(3, in: -9...9), top: 6,
        rows: (0..<3).map { _ in (numbers.next(3, in: -7...7), numbers.next(in: -12...20)) })
    }
  }()

  @Test("a model of three whole numbers has the optimum that was found by hand")
  func optimum() throws {
    let solution = try Self.handChecked.model.solve()
    #expect(solution.status == .optimal)
    #expect(solution.point?.values == [2, 0, 1])
    #expect(solution.point?.objective == 13)
    #expect(solution.gap == 0)
    #expect(Self.handChecked.bestOfAllPoints == 13)
  }

  @Test("no point of the grid is better than the solver's, in either direction", arguments: programs)
  func bruteForce(_ program: Program) throws {
    let solution = try program.model.solve()
    guard let best = program.bestOfAllPoints else {
      #expect(solution.status == .infeasible)
      #expect(solution.point == nil)
      return
    }
    #expect(solution.status == .optimal)
    let point = try #require(solution.point).values.map { Int($0) }
    #expect(program.keepsRows(point))
    #expect(program.objective(point) == best)
  }

  @Test("the programs that are searched through are of both kinds")
  func kinds() {
    let infeasible = Self.programs.count { $0.bestOfAllPoints == nil }
    #expect(infeasible > 0 && infeasible < Self.programs.count / 2)
  }

  @Test("minimising and maximising one model give its two ends")
  func directions() throws {
    var ends: [Double] = []
    for direction in [MixedIntegerModel.Direction.minimize, .maximize] {
      var model = MixedIntegerModel(direction)
      model.offset = 100
      // 3x + 2y with x whole, y not, and x + y between 1.5 and 3.5: least at (0, 1.5), most at (3, 0.5).
      let x = model.addColumn(cost: 3, in: 0...10, isInteger: true)
      let y = model.addColumn(cost: 2, in: 0...10)
      model.addRow([.init(1, x), .init(1, y)], in: 1.5...3.5)
      let solution = try model.solve()
      let point = try #require(solution.point)
      #expect(point[x] == (direction == .minimize ? 0 : 3))
      #expect(abs(point[y] - (direction == .minimize ? 1.5 : 0.5)) < 1e-6)
      ends.append(point.objective)
    }
    #expect(abs(ends[0] - 103) < 1e-6)
    #expect(abs(ends[1] - 110) < 1e-6)
  }

  @Test("a model whose rows exclude each other is infeasible and has no point")
  func infeasible() throws {
    var model = MixedIntegerModel(.minimize)
    let x = model.addBinary(cost: 1)
    let y = model.addBinary(cost: 1)
    model.addRow([.init(1, x), .init(1, y)], atLeast: 2)
    model.addRow([.init(1, x), .init(-1, y)], equals: 1)
    let solution = try model.solve()
    #expect(solution.status == .infeasible)
    #expect(solution.point == nil)
    #expect(solution.gap == nil)
  }

  @Test("an objective without a limit is told from an infeasible model")
  func unbounded() throws {
    var model = MixedIntegerModel(.maximize)
    let x = model.addColumn(cost: 1, in: 0...(.infinity), isInteger: true)
    model.addRow([.init(1, x)], atLeast: 3)
    let solution = try model.solve()
    #expect([.unbounded, .infeasibleOrUnbounded].contains(solution.status))
    #expect(solution.point == nil)
  }

  @Test("terms of one column are added up")
  func repeatedTerms() throws {
    var model = MixedIntegerModel(.maximize)
    let x = model.addColumn(cost: 1, in: 0...100, isInteger: true)
    model.addRow([.init(2, x), .init(1, x)], atMost: 10)
    #expect(try model.solve().point?.values == [3])
  }

  @Test("a model without columns has the objective of its offset")
  func empty() throws {
    var model = MixedIntegerModel(.minimize)
    model.offset = 7
    let solution = try model.solve()
    #expect(solution.status == .optimal)
    #expect(solution.point?.objective == 7)
  }

  @Test("a linear model, without whole numbers, is solved to its corner with gap 0")
  func linear() throws {
    var model = MixedIntegerModel(.maximize)
    let x = model.addColumn(cost: 1, in: 0...10)
    let y = model.addColumn(cost: 1, in: 0...10)
    model.addRow([.init(2, x), .init(1, y)], atMost: 4)
    model.addRow([.init(1, x), .init(2, y)], atMost: 4)
    let solution = try model.solve()
    #expect(abs(try #require(solution.point).objective - 8.0 / 3) < 1e-9)
    #expect(solution.gap == 0)
  }

  @Test("a cost or a coefficient that is not finite is refused", arguments: [Double.nan, .infinity])
  func refusal(_ number: Double) {
    var model = MixedIntegerModel(.minimize)
    let x = model.addColumn(cost: 1, in: 0...1)
    model.addRow([.init(number, x)], atMost: 1)
    #expect(throws: SolverError.modelRefused) { try model.solve() }
    var dear = MixedIntegerModel(.minimize)
    dear.addColumn(cost: number, in: 0...1)
    #expect(throws: SolverError.modelRefused) { try dear.solve() }
  }

  @Test("a negative time is refused by name")
  func negativeTime() {
    #expect(throws: SolverError.optionRefused("time_limit")) { try Self.handChecked.model.solve(timeLimit: -1) }
  }
}

/// Models that take long to prove: split numbers into two halves of equal sum, five times at once.
@Suite struct TimeLimitTests {
  static let model: MixedIntegerModel = {
    var numbers = Numbers(state: 7)
    var model = MixedIntegerModel(.minimize)
    let choices = (0..<40).map { _ in model.addBinary() }
    for _ in 0..<5 {
      let weights = numbers.next(40, in: 0...99)
      let over = model.addColumn(cost: 1, in: 0...(.infinity))
      let under = model.addColumn(cost: 1, in: 0...(.infinity))
      let terms = zip(weights, choices).map { MixedIntegerModel.Term(Double($0), $1) }
      model.addRow(terms + [.init(1, under), .init(-1, over)], equals: Double(weights.reduce(0, +) / 2))
    }
    return model
  }()

  @Test("without time the status says so")
  func none() throws {
    #expect(try Self.model.solve(timeLimit: 0).status == .timeLimit)
  }

  @Test("with little time the best point so far is kept, and how far from the optimum it may be")
  func little() throws {
    let start = ContinuousClock.now
    let solution = try Self.model.solve(timeLimit: 0.5)
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(solution.status == .timeLimit)
    let point = try #require(solution.point)
    #expect(point.objective > 0)
    #expect(try #require(solution.gap) > 0)
    // Each row's cost is the distance from its half; together they are the objective.
    #expect(abs(point.values.dropFirst(40).reduce(0, +) - point.objective) < 1e-6)
  }
}

/// Numbers that look random and are the same in every run (Knuth's MMIX generator).
struct Numbers {
  var state: UInt64

  mutating func next(in range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int((state >> 33) % UInt64(range.count))
  }

  mutating func next(_ count: Int, in range: ClosedRange<Int>) -> [Int] { (0..<count).map { _ in next(in: range) } }
}
