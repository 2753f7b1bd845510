import Grid
import Testing

@testable import Aggregate

@Suite struct DayTotalsTests {
  /// A day of one register set, the elements given by functions of the interval's number.
  func totals(
    interval: Int32, length: Int32 = 86_400, consumption: (Int) -> Int32?, production: ((Int) -> Int32?)? = nil,
    exponent: Int16 = 0
  ) -> DayTotals {
    let count = Int(length / interval)
    func block(_ register: Register, _ value: (Int) -> Int32?) -> MeterDay.Block {
      .init(register: register, exponent: exponent, values: (0..<count).map { value($0) ?? .min })
    }
    let blocks = [block(.consumption, consumption)] + (production.map { [block(.production, $0)] } ?? [])
    return DayTotals(MeterDay(blocks, count: count), interval: interval, length: length)
  }

  @Test(
    "minutes and 5 minutes of the same use give the same slots of 5 minutes, quarter hours their own",
    arguments: [1, 60, 300, 900])
  func quarters(interval: Int32) {
    // 900 Wh a quarter hour, whatever the interval.
    let day = totals(interval: interval, consumption: { _ in interval })
    let slot = interval == 900 ? 900 : 300
    #expect(day.member.consumption == Array(repeating: Int64(slot), count: 86_400 / slot))
    #expect(day.member.sums.imported == 86_400)
    #expect(day.member.presentCount == Int(86_400 / interval))
    #expect(day.member.missing == nil)
  }

  @Test("a half hour is split into two quarter hours that add up to it")
  func split() {
    let day = totals(interval: 1800, consumption: { $0 == 0 ? 7 : 2 })
    #expect(Array(day.member.consumption.prefix(4)) == [4, 3, 1, 1])
    #expect(day.member.consumption.reduce(0, +) == day.member.sums.consumption)
  }

  @Test("days with a clock change have 276 and 300 slots", arguments: [(82_800, 276), (90_000, 300)])
  func clockChange(length: Int, count: Int) {
    let day = totals(interval: 300, length: Int32(length), consumption: { _ in 1 })
    #expect(day.member.imported.count == count)
    #expect(day.bits.count == length / 300)
    #expect(day.expectedCount == length / 300)
  }

  @Test("one minute of grid draw spoils its five minutes and nothing else")
  func strict() {
    let day = totals(interval: 60, consumption: { $0 == 17 ? 1 : 0 })
    #expect(day.bitSeconds == 300)
    #expect(day.bits.indices.filter { !day.bits[$0] } == [3])
  }

  @Test("unknown data is never autarkic, neither strict nor net")
  func unknown() {
    let day = totals(interval: 300, consumption: { $0 == 5 ? nil : 0 }, production: { _ in 0 })
    #expect(!day.bits[5])
    #expect(day.netSeconds == 86_400 - 300)
    #expect(day.member.presentCount == 287)
    #expect(day.member.imported[5] == MeterDay.missing)
    #expect(day.member.missing!.indices.filter { day.member.missing![$0] > 0 } == [5])
  }

  @Test("a slot of which nothing is known is missing, not zero; one of which some is known says how much")
  func missingSlot() {
    let day = totals(interval: 60, consumption: { (3...9).contains($0) ? nil : 1 })
    #expect(day.member.consumption[1] == MeterDay.missing)
    #expect(day.member.consumption[0] == 3)
    #expect(Array(day.member.missing!.prefix(3)) == [2, 5, 0])
  }

  @Test("production that equals consumption is net autarkic; the peak is the mean power of one interval")
  func netAndPeak() {
    let day = totals(interval: 900, consumption: { $0 == 40 ? 250 : 100 }, production: { $0 < 40 ? 100 : 0 })
    #expect(day.netSeconds == 40 * 900)
    #expect(day.peakImportW == 1000)
  }

  @Test("milliwatt-hours stay exact and the peak is in W")
  func milli() {
    let day = totals(interval: 900, consumption: { _ in 1500 }, exponent: -3)
    #expect(day.member.sums.consumption == 96 * 1500)
    #expect(day.peakImportW == 6)
  }

  @Test("a meter coarser than a quarter hour keeps its own grain of autarky")
  func coarse() {
    let day = totals(interval: 3600, consumption: { $0 == 0 ? 1 : 0 })
    #expect(day.bitSeconds == 3600)
    #expect(day.bits.count == 24)
    #expect(day.member.slotSeconds == 900)
  }

  @Test("estimates are known and counted apart; one of an interval that is unknown otherwise is none")
  func estimated() {
    let blocks = [
      MeterDay.Block(register: .consumption, exponent: 0, values: [5, 5, .min, 5]),
      MeterDay.Block(register: .production, exponent: 0, values: [0, 1, 1, 1]),
    ]
    let day = DayTotals(
      MeterDay(blocks, count: 4), interval: 900, length: 3600, isEstimated: [false, true, true, true])
    #expect((day.expectedCount, day.member.presentCount, day.estimatedCount) == (4, 3, 2))
  }
}
