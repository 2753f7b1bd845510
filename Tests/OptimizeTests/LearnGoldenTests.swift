import Foundation
import Support
import Testing

@testable import Optimize

/// What the original program's functions answer, and where it is not what holds here.
@Suite(.enabled(if: samples != nil)) struct LearnGoldenTests {
  struct File<Case: Decodable>: Decodable { let cases: [Case] }

  static func cases<Case: Decodable>(_ name: String, _ type: Case.Type = Case.self) throws -> [Case] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(samples!)/ems/golden/\(name).json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File<Case>.self, from: data).cases
  }

  /// W as mW.
  static func milli(_ watts: Double) -> Int { Int((watts * 1000).rounded(.toNearestOrAwayFromZero)) }

  struct PersistenceCase: Decodable {
    let input: [Double]
    let output: [Double]
  }

  @Test("persistence is ELFE's, to a mW")
  func persistence() throws {
    let cases = try Self.cases("persistence", PersistenceCase.self)
    #expect(cases.count == 4)
    for one in cases {
      let made = fadingPersistence(one.input.map(Self.milli), count: one.output.count)
      for (ours, golden) in zip(made, one.output) { #expect(abs(ours - Self.milli(golden)) <= 1) }
    }
  }

  struct MeanCase: Decodable {
    let times: [Int64]
    let values: [Double]
    let period: Int
    let baseTime: Int64
    let output: [Double]
  }

  /// Deviations from the golden means: the case, from 0, and the number of its defect in the list of section 12.
  static let meanDeviations = [3: 16]

  @Test("means of a step function are ELFE's but for defect 16, where a gap is longer than a period")
  func means() throws {
    let cases = try Self.cases("snapped_mean", MeanCase.self)
    #expect(cases.count == 4)
    for (number, one) in cases.enumerated() {
      let samples = zip(one.times, one.values).map { (at: $0, milliwatts: Self.milli($1)) }
      let signal = PowerSignal(samples: samples, from: one.baseTime, longest: one.period)
      let made = signal.means(from: one.baseTime, period: one.period, count: one.output.count + 1)
      // The last period is not over.
      #expect(made.last == .some(nil))
      guard Self.meanDeviations[number] == nil else {
        // From 146 s to 5,146 s there is one sample: no quarter hour of the six is known. ELFE's mean of the third lies
        // below the least sample, so it is none.
        #expect(made == [Int?](repeating: nil, count: 7))
        #expect(one.output[2] < one.values.min()!)
        continue
      }
      for (ours, golden) in zip(made, one.output) {
        #expect(abs(try #require(ours) - Self.milli(golden)) <= 1, "case \(number)")
      }
    }
  }

  struct CycleCase: Decodable {
    struct Cycle: Decodable {
      let timestamp: Int64
      let points: [Double]
    }
    let segmentsMinutesW: [[Int]]
    let samplePeriodS: Int64
    let start: Int64
    let thresholdStart: Int
    let thresholdEnd: Int
    let period: Int
    let periodCount: Int
    let cycles: [Cycle]

    var thresholds: CycleThresholds {
      CycleThresholds(start: thresholdStart, end: thresholdEnd, period: period, gap: periodCount)
    }

    /// The samples as intervals of their own length.
    var pieces: [PowerSignal.Piece] {
      var at = start
      return segmentsMinutesW.flatMap { segment in
        (0..<Int64(segment[0] * 60) / samplePeriodS).map { _ in
          defer { at += samplePeriodS }
          return PowerSignal.Piece(start: at, end: at + samplePeriodS, milliwatts: segment[1] * 1000)
        }
      }
    }
  }

  @Test("cycles are ELFE's where, as there, the time after the last sample of a mean is not known")
  func cycles() throws {
    let cases = try Self.cases("cycle_learner", CycleCase.self)
    #expect(cases.count == 7)
    for (number, one) in cases.enumerated() {
      // Means are counted from the start of a cycle on: there the last sample of each is cut off.
      let first = one.cycles.first?.timestamp ?? one.start
      let cut = one.pieces.filter { ($0.end - first) % Int64(one.period) != 0 }
      let found = PowerSignal(cut).cycles(one.thresholds)
      #expect(found.map(\.start) == one.cycles.map(\.timestamp), "case \(number)")
      for (ours, golden) in zip(found, one.cycles) {
        #expect(ours.means.count == golden.points.count, "case \(number)")
        for (mean, point) in zip(ours.means, golden.points) { #expect(abs(mean - Self.milli(point)) <= 1) }
      }
    }
  }

  /// Means that deviate when all of each is known, which readings of a meter are: the case and the mean, from 0; W x
  /// minutes by hand. ELFE weighs the last sample of a mean with nothing, so that its cycle has not the energy that was
  /// used; section 12 does not number it, and 16 is its kin: means that leave out time.
  static let cycleDeviations: [(number: Int, mean: Int, wattMinutes: Int, minutes: Int)] = [
    (1, 1, 5 * 2000 + 10 * 5, 15), (1, 4, 5 * 1500 + 10 * 3, 15), (2, 1, 5 * 2000 + 10 * 5, 15),
    (2, 4, 5 * 1500 + 10 * 3, 15), (6, 6, 3 * 100 + 2 * 2, 5),
  ]

  @Test("where all of a mean is known, a cycle has the energy that was used, and ELFE's has not")
  func wholeMeans() throws {
    for (number, one) in try Self.cases("cycle_learner", CycleCase.self).enumerated() {
      let found = PowerSignal(one.pieces).cycles(one.thresholds)
      #expect(found.map(\.start) == one.cycles.map(\.timestamp), "case \(number)")
      for (cycle, golden) in zip(found, one.cycles) {
        #expect(cycle.means.count == golden.points.count)
        for at in cycle.means.indices {
          let own = Self.cycleDeviations.first { $0.number == number && $0.mean == at }
          let watts = own.map { Double($0.wattMinutes) / Double($0.minutes) } ?? golden.points[at]
          #expect(abs(cycle.means[at] - Self.milli(watts)) <= 1, "case \(number), mean \(at)")
          #expect(own == nil || abs(watts - golden.points[at]) > 10, "case \(number), mean \(at) does not deviate")
        }
      }
    }
  }
}
