import Grid
import Testing

@testable import Optimize

@Suite struct LearnKernelTests {
  /// Minutes and W, one after the other; nil W: unknown. Pieces of a minute each.
  static func signal(_ segments: [(minutes: Int, watts: Int?)], from start: Int64 = 0) -> PowerSignal {
    var at = start
    return PowerSignal(
      segments.flatMap { segment in
        (0..<segment.minutes).compactMap { _ -> PowerSignal.Piece? in
          defer { at += 60 }
          return segment.watts.map { PowerSignal.Piece(start: at, end: at + 60, milliwatts: $0 * 1000) }
        }
      })
  }

  @Test("a mean is that of the whole period, rounded half away from zero, and unknown where a second is missing")
  func means() {
    let signal = PowerSignal([
      .init(start: 0, end: 10, milliwatts: 1), .init(start: 10, end: 20, milliwatts: 2),
      .init(start: 20, end: 40, milliwatts: -3), .init(start: 41, end: 60, milliwatts: 7),
    ])
    #expect(signal.means(from: 0, period: 20, count: 4) == [2, -3, nil, nil])
    #expect(signal.means(from: 5, period: 20, count: 1) == [1])
    #expect(signal.means(from: 41, period: 19, count: 1) == [7])
    #expect(divided(-3, by: 2) == -2 && divided(3, by: 2) == 2 && divided(-1, by: 3) == 0)
  }

  @Test("a sample does not hold over more than the longest time, and nothing is known before the first but shortly")
  func samples() {
    let samples: [(at: Int64, milliwatts: Int)] = [(100, 5), (160, 6), (1200, 7), (1260, 8)]
    #expect(
      PowerSignal(samples: samples, from: 0, longest: 900).pieces == [
        .init(start: 0, end: 100, milliwatts: 5), .init(start: 100, end: 160, milliwatts: 5),
        .init(start: 1200, end: 1260, milliwatts: 7),
      ])
    #expect(PowerSignal(samples: samples, from: -900, longest: 900).pieces[0].start == 100)
  }

  @Test("what runs at the beginning or after a gap is passed over, and so is what does not end")
  func unseen() {
    let run: [(minutes: Int, watts: Int?)] = [(30, 2000)]
    let rest: [(minutes: Int, watts: Int?)] = [(60, 1)]
    #expect(Self.signal(run + rest).cycles().isEmpty)
    #expect(Self.signal(rest + run + [(20, 1)]).cycles().isEmpty)
    #expect(Self.signal(rest + run + [(30, 1)]).cycles().map(\.start) == [3600])
    // The machine runs when readings come back after an hour.
    #expect(Self.signal(rest + [(60, nil)] + run + rest).cycles().isEmpty)
    // It is seen to rest first.
    #expect(Self.signal(rest + [(60, nil)] + rest + run + rest).cycles().map(\.start) == [180 * 60])
    #expect(Self.signal(rest + run + [(60, nil)] + rest + run + rest).cycles().map(\.start) == [210 * 60])
  }

  @Test("a short gap in a cycle leaves the mean of the rest, a long one no cycle")
  func gaps() {
    func found(_ gap: Int) -> [[Int]] {
      let segments: [(minutes: Int, watts: Int?)] = [
        (60, 1), (15, 2000), (15 - gap, 1000), (gap, nil), (15, 500), (60, 1),
      ]
      return Self.signal(segments).cycles().map(\.means)
    }
    #expect(found(0) == [[2_000_000, 1_000_000, 500_000]])
    #expect(found(7) == [[2_000_000, 1_000_000, 500_000]])
    #expect(found(8) == [])
  }

  @Test("a blip is no cycle, and does not hide the next one")
  func blip() {
    let signal = Self.signal([(60, 1), (1, 100), (59, 1), (30, 800), (60, 1)])
    #expect(signal.cycles().map(\.start) == [7200])
  }

  @Test("quarter hours are enough to learn from")
  func coarse() {
    let powers = [0, 0, 0, 1200, 800, 0, 600, 0, 0, 0]
    let pieces = powers.enumerated().map { at, watts in
      PowerSignal.Piece(start: Int64(at) * 900, end: Int64(at + 1) * 900, milliwatts: watts * 1000)
    }
    let cycles = PowerSignal(pieces).cycles()
    #expect(cycles == [MachineCycle(start: 2700, period: 900, means: [1_200_000, 800_000, 0, 600_000])])
    let strict = CycleThresholds(start: 40, end: 40, period: 900, gap: 0)
    #expect(PowerSignal(pieces).cycles(strict).map(\.means) == [[1_200_000, 800_000], [600_000]])
  }

  @Test("means of another period become steps with the same energy, in time")
  func profile() {
    // Five minutes each: 2,100 s are two steps and a third of one.
    let fine = MachineCycle(
      start: 0, period: 300, means: [100_000, 100_000, 100_000, 100_000, 100_000, 100_000, 75_500])
    #expect(fine.profile(step: 900) == [100_000, 100_000, 25_167])
    #expect(MachineCycle(start: 0, period: 1800, means: [3, 5]).profile(step: 900) == [3, 3, 5, 5])
    #expect(MachineCycle(start: 0, period: 600, means: [900, 300, 600]).profile(step: 900) == [700, 500])
    #expect(MachineCycle(start: 0, period: 900, means: [7]).profile(step: 900) == [7])
    for means in [[1, 1, 1, 2, 3, 4, 0, 9], [1_000_003, 7, 7], [5]] {
      let steps = MachineCycle(start: 0, period: 420, means: means).profile(step: 900)
      let exact = Double(means.reduce(0, +) * 420) / 900
      #expect(abs(Double(steps.reduce(0, +)) - exact) <= 0.5)
    }
  }

  @Test("persistence follows yesterday from the last value on, fades, and is yesterday after a day")
  func persistence() {
    // n = 4, d = 7 - 1 = 6: factors 1, 3/4, 3/4 · 1/2, 3/32.
    #expect(fadingPersistence([1, 2, 4, 7], count: 10).prefix(4) == [7, 7, 6, 8])
    #expect(fadingPersistence([1, 2, 4, 7], count: 10).suffix(6) == [1, 2, 4, 7, 1, 2])
    #expect(fadingPersistence([1000, 0, 0, 0], count: 4) == [0, -750, -375, -94])
    #expect(fadingPersistence([], count: 2) == [0, 0])
  }

  @Test("the latest day ends with the last known slot and looks a day back for what is missing")
  func latestDay() throws {
    let m = MeterDay.missing
    let day = try #require(LatestDay([1, 2, 3, 4, 5, m, m, 8, m, 10, m], slotsPerDay: 4))
    // Slots 6 to 9: 3 is from the day before, 8 and 10 are known, slot 8 is as slot 4.
    #expect(day.end == 10 && day.values == [3, 8, 5, 10] && day.ages == [1, 0, 1, 0])
    #expect(LatestDay([m, m], slotsPerDay: 2) == nil)
    let young = try #require(LatestDay([m, 4], slotsPerDay: 3))
    #expect(young.values == [m, m, 4] && young.ages == [-1, -1, 0])
  }
}
