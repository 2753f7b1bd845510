import Testing

@testable import Aggregate

/// The kernel of sharing, without a server.
@Suite struct SharingDayTests {
  /// A day of one slot a column.
  func day(_ imported: [[Int64]], _ exported: [[Int64]]) -> SharingDay {
    SharingDay(
      slotCount: imported.first?.count ?? 0, exponent: 0,
      members: zip(imported, exported).enumerated().map { at, vectors in
        SharingDay.Member(
          meterID: Int64(at + 1), meter: "M\(at + 1)", isKnown: true, imported: vectors.0, exported: vectors.1)
      })
  }

  /// One slot in which A and B draw and C and D feed in.
  func slot(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> SharingDay {
    day([[a], [b], [0], [0]], [[0], [0], [c], [d]])
  }

  func taken(_ result: SharingDay.Result) -> [Int64] { result.sharedIn.map { $0[0] } }
  func given(_ result: SharingDay.Result) -> [Int64] { result.sharedOut.map { $0[0] } }

  @Test("prorata follows what each draws; with more than enough everybody gets what it draws")
  func prorata() {
    let scarce = slot(300, 100, 60, 41).share(by: .prorata)
    #expect(taken(scarce) == [76, 25, 0, 0])
    #expect(given(scarce) == [0, 0, 60, 41])
    let plenty = slot(30, 10, 60, 40).share(by: .prorata)
    #expect(taken(plenty) == [30, 10, 0, 0])
    #expect(given(plenty) == [0, 0, 24, 16])
    #expect(plenty.shared == [40])
  }

  @Test("static: what a member cannot take stays surplus")
  func fixed() {
    let result = slot(10, 100, 100, 0).share(by: .fixed([500_000, 500_000, 0, 0]))
    #expect(taken(result) == [10, 50, 0, 0])
    #expect(given(result) == [0, 0, 60, 0])
    #expect(result.openCount == 0)
  }

  @Test("coefficients that do not add up to one share nothing and are counted; zeros share nothing by intent")
  func open() {
    for millionths in [[500_000, 499_999, 0, 0], [500_000, 500_001, 0, 0], nil] as [[Int64]?] {
      let result = slot(10, 100, 100, 0).share(by: .fixed(millionths))
      #expect(taken(result) == [0, 0, 0, 0])
      #expect(result.openCount == 1)
    }
    let silent = slot(10, 100, 100, 0).share(by: .fixed([0, 0, 0, 0]))
    #expect((silent.shared, silent.openCount) == ([0], 0))
    // Without a surplus nothing is missing.
    #expect(slot(10, 100, 0, 0).share(by: .fixed(nil)).openCount == 0)
  }

  @Test("priority serves the lowest rank first, equal ranks by what they draw")
  func priority() {
    let last = Int32.max
    #expect(taken(slot(30, 100, 100, 0).share(by: .ranks([1, 2, last, last]))) == [30, 70, 0, 0])
    #expect(taken(slot(30, 100, 100, 0).share(by: .ranks([last, 2, last, last]))) == [0, 100, 0, 0])
    let equal = day([[30], [30], [100], [0]], [[0], [0], [0], [41]]).share(by: .ranks([1, 1, 2, 2]))
    #expect(taken(equal) == [21, 20, 0, 0])
  }

  @Test("dynamic takes each slot's own coefficients")
  func dynamic() {
    let result = day([[100, 100, 100], [100, 100, 100]], [[0, 0, 0], [50, 50, 50]])
      .share(by: .slots([[1_000_000, 0], [250_000, 750_000], nil]))
    #expect(result.sharedIn == [[50, 13, 0], [0, 37, 0]])
    #expect(result.shared == [50, 50, 0])
    #expect(result.openCount == 1)
  }

  @Test("full dynamic debits each producer with what was taken of it")
  func fullDynamic() {
    // A is due 100 of C and 20 of D, and takes 60: 50 of C, 10 of D. B is due 60 of D.
    let result = slot(60, 100, 100, 80).share(
      by: .producers([[2: [1_000_000, 0, 0, 0], 3: [250_000, 750_000, 0, 0]]]))
    #expect(taken(result) == [60, 60, 0, 0])
    #expect(given(result) == [0, 0, 50, 70])
    let half = slot(60, 100, 100, 80).share(by: .producers([[2: [1_000_000, 0, 0, 0]]]))
    #expect(given(half) == [0, 0, 60, 0])
    #expect(half.openCount == 1)
  }

  @Test("values whose products exceed 64 bits are shared exactly")
  func huge() {
    let huge = Int64.max / 4
    let result = day([[huge], [huge], [huge]], [[huge], [0], [0]]).share(by: .prorata)
    #expect(taken(result) == [huge / 3 + 1, huge / 3, huge / 3])
    #expect(given(result) == [huge, 0, 0])
  }

  /// Coefficients of some members that add up to one.
  static func coefficients(_ count: Int, _ random: inout SeededGenerator) -> [Int64] {
    var rest: Int64 = 1_000_000
    var millionths = (0..<count).map { _ in
      let part = Bool.random(using: &random) ? Int64.random(in: 0...rest, using: &random) : 0
      rest -= part
      return part
    }
    millionths[Int.random(in: 0..<count, using: &random)] += rest
    return millionths
  }

  @Test("all five keys agree with fractions computed elsewhere, slot by slot", arguments: 0..<40)
  func random(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed))
    let count = Int.random(in: 1...9, using: &random)
    let greatest = [3, 50, 4000, 9_000_000_000_000_000][seed % 4] as Int64
    func vector() -> [Int64] {
      (0..<12).map { _ in Bool.random(using: &random) ? Int64.random(in: 0...greatest, using: &random) : 0 }
    }
    let (imported, exported) = ((0..<count).map { _ in vector() }, (0..<count).map { _ in vector() })
    let day = day(imported, exported)
    let fixed = Self.coefficients(count, &random)
    let slots = (0..<12).map { _ in Self.coefficients(count, &random) }
    let ranks = (0..<count).map { _ in Int32.random(in: 1...3, using: &random) }
    let producers = (0..<12).map { _ in
      Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, Self.coefficients(count, &random)) })
    }
    let rules: [(SharingDay.Rule, (SharingReference, Int) -> SharingReference.Shares)] = [
      (.prorata, { reference, _ in reference.prorata() }), (.fixed(fixed), { reference, _ in reference.fixed(fixed) }),
      (.slots(slots), { reference, slot in reference.fixed(slots[slot]) }),
      (.ranks(ranks), { reference, _ in reference.priority(ranks) }),
      (.producers(producers), { reference, slot in reference.full(producers[slot]) }),
    ]
    for (rule, expected) in rules {
      let result = day.share(by: rule)
      #expect(result.openCount == 0)
      for slot in 0..<12 {
        let reference = SharingReference(
          imported: imported.map { Int128($0[slot]) }, exported: exported.map { Int128($0[slot]) })
        let taken = result.sharedIn.map { Int128($0[slot]) }
        let given = result.sharedOut.map { Int128($0[slot]) }
        let shares = expected(reference, slot)
        #expect(taken == shares.taken)
        #expect(given == shares.given)
        #expect(taken.reduce(0, +) == given.reduce(0, +) && taken.reduce(0, +) == Int128(result.shared[slot]))
        #expect(zip(taken, reference.imported).allSatisfy { 0 <= $0 && $0 <= $1 })
        #expect(zip(given, reference.exported).allSatisfy { 0 <= $0 && $0 <= $1 })
      }
    }
  }

  @Test(
    "coefficients that were exported share the same again, but for a unit and a millionth of the pool",
    arguments: 0..<40)
  func roundTrip(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed) + 1000)
    let count = Int.random(in: 1...8, using: &random)
    func column() -> [Int64] {
      (0..<count).map { _ in Bool.random(using: &random) ? Int64.random(in: 0...100_000, using: &random) : 0 }
    }
    let (imported, exported) = (column(), column())
    let pool = exported.reduce(0, +)
    let day = day(imported.map { [$0] }, exported.map { [$0] })
    let rules: [SharingDay.Rule] = [
      .prorata, .fixed(Self.coefficients(count, &random)), .ranks((0..<count).map { Int32($0 % 3) }),
      .producers([
        Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, Self.coefficients(count, &random)) })
      ]),
    ]
    for rule in rules {
      let first = taken(day.share(by: rule))
      let millionths = SharingDay.coefficients(imported: imported, taken: first, pool: pool)
      #expect(millionths.reduce(0, +) == (first.contains { $0 > 0 } ? 1_000_000 : 0))
      let again = taken(day.share(by: .slots([millionths])))
      for (a, b) in zip(first, again) { #expect(abs(a - b) <= 1 + pool / 1_000_000 + 1) }
    }
  }

  @Test("where the division is exact, exported coefficients share exactly the same")
  func exactRoundTrip() {
    // A takes 10 of its 50, B 50 of its 50, C the plant nothing: 40 stay surplus, which is written to A, who is sated.
    let imported: [Int64] = [10, 100, 0]
    let day = day(imported.map { [$0] }, [[0], [0], [100]])
    let first = day.share(by: .fixed([500_000, 500_000, 0]))
    let millionths = SharingDay.coefficients(imported: imported, taken: taken(first), pool: 100)
    #expect(millionths == [500_000, 500_000, 0])
    #expect(taken(day.share(by: .slots([millionths]))) == [10, 50, 0])
  }

  @Test("slots of five minutes add up to a settlement slot; one that is unknown in a direction counts as nothing")
  func settlement() {
    let unknown = Int64.min
    #expect(settled([1, 2, 3, 4, 5, 6], [0, 0, 9, 0, 0, 0], 900, from: 300, 1, 2) == ([6, 15], [9, 0]))
    #expect(
      settled([1, unknown, 3, 4, 5, 6], [7, 7, unknown, 0, 0, 0], 900, from: 300, 1000, 2) == (
        [1000, 15000], [7000, 0]
      ))
    #expect(settled([1, 2, 3, 4], [0, 0, 9, 0], 1800, from: 900, 1, 2) == ([3, 7], [0, 9]))
    #expect(settled([], [], 900, from: 0, 1, 2) == ([0, 0], [0, 0]))
  }
}
