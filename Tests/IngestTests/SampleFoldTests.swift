import Decode
import Testing

@testable import Ingest

@Suite struct SampleFoldTests {
  private let one = ExactDecimal(mantissa: 1, scale: 0)
  private let edge: (Int64) -> Int64 = { $0.quotientAndRemainder(flooringBy: 900).quotient * 900 }

  private func power(_ samples: [(Int64, Int64, String)], hold: Int64 = 180) -> [String] {
    var fold = PowerFold(interval: 900, hold: hold, milli: 1000, edge: edge)
    var told: [String] = []
    for (clock, ns, text) in samples {
      fold.take(Sample(clock: clock, ns: ns, text: text, factor: one)!) {
        told.append("\($0.start) \($0.positive) \($0.negative)")
      }
    }
    return told
  }

  @Test("a value holds until the next one; an interval that is not covered to the end has no energy")
  func steps() {
    // 600 s of 900 W and 300 s of 300 W are 175 Wh.
    let minutes = (0...15).map { (Int64($0 * 60), Int64(0), $0 < 10 ? "900" : "300") }
    #expect(power(minutes) == ["0 175000 0"])
    // 121 s without a value are too long when a value holds for 120 s.
    #expect(power(minutes.filter { $0.0 != 300 && $0.0 != 360 }, hold: 180) == ["0 175000 0"])
    #expect(power(minutes.filter { $0.0 != 300 && $0.0 != 360 }, hold: 179).isEmpty)
    // The next interval is whole again.
    let long = (0...30).map { (Int64($0 * 60), Int64(0), "60") }.filter { !(300...600).contains($0.0) }
    #expect(power(long) == ["900 15000 0"])
  }

  @Test("nanoseconds count, values below zero are added up apart, and each sum is rounded once")
  func exact() {
    let samples: [(Int64, Int64, String)] = [
      (-0, 0, "1000"), (300, 500_000_000, "-500.5"), (600, 0, "0.1"), (900, 0, "0"),
    ]
    // 1000 W x 300.5 s + 0.1 W x 300 s = 300,530 Ws = 83.4805… Wh; 500.5 W x 299.5 s = 149,899.75 Ws = 41.63881… Wh.
    #expect(power(samples, hold: 600) == ["0 83481 41639"])
    #expect(Sample(clock: 0, ns: 0, text: "NaN", factor: one) == nil)
    #expect(Sample(clock: 0, ns: 0, text: "1e300", factor: one) == nil)
  }

  @Test("energies between values are spread over edges without loss")
  func energies() {
    var fold = EnergyFold(interval: 900, hold: 3600, milli: 1000, edge: edge)
    var told: [FoldedInterval] = []
    for (clock, text) in [(-100, "5"), (700, "1"), (1000, "0.0009995"), (2000, "10"), (9000, "7"), (9900, "3")] {
      fold.take(Sample(clock: Int64(max(0, clock)), ns: 0, text: text, factor: one)!) { told.append($0) }
    }
    // 0…700: 1,000 mWh, 700…900: 2/3 of 0.9995 mWh; 900…1000: the rest and 8/10 of 10 Wh; after 7,000 s a new start.
    #expect(told.map(\.start) == [0, 900, 9000])
    #expect(told.map(\.positive) == [1000, 8000, 3000])
  }

  @Test("update intervals of items are read in all their forms")
  func delays() {
    for (text, seconds) in [
      ("30", 30), ("30s", 30), ("1m", 60), ("2h", 7200), ("1d", 86_400), ("5m;wd1-5,00:00-24:00", 300),
    ] { #expect(ZabbixUnit.seconds(delay: text) == seconds) }
    for text in ["", "0", "{$DELAY}", "-5", "m"] { #expect(ZabbixUnit.seconds(delay: text) == nil) }
  }
}
