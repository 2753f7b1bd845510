import Decode
import Grid
import Testing

@testable import Ingest

@Suite struct StoredReadingTests {
  @Test(
    "a reading is the same after it was written",
    arguments: [
      StoredReading(
        channel: Channel(
          meter: "NMI 1,é%*", register: "-", unit: "kWh", quantity: .energy(milliWh: 1_000_000), direction: .imported,
          serial: "S-1"), scale: 3,
        values: .intervals(
          start: -5, interval: 1800, version: 20_250_401, values: [1, IntervalRun.missing, .max, IntervalRun.missing],
          qualities: [.actual, .actual, Quality(.estimated, raw: "E*5,2"), Quality(.unknown, raw: "?")])),
      StoredReading(
        channel: Channel(meter: "", register: "", unit: "", quantity: .power(milliW: 1), direction: nil), scale: 0,
        values: .intervals(
          start: 0, interval: 1, version: 0, values: [IntervalRun.missing], qualities: [Quality(.final)])),
      StoredReading(
        channel: Channel(
          meter: "M", register: "1-0:1.8.0", unit: "kWh", quantity: .index(milliWh: 1_000_000), direction: .exported,
          hasIntervals: true, turnMilliWh: 1_000_000_000_000), scale: 9,
        values: .index(instant: 1_743_500_000, value: 123, quality: Quality(.edited, raw: "by hand"))),
    ])
  func roundTrip(_ reading: StoredReading) {
    #expect(StoredReading(reading.text) == reading)
    #expect(!reading.text.contains("\n"))
  }

  @Test("the form is the documented one")
  func form() {
    let reading = StoredReading("interval Q1 E1 kWh energy:1000000 1 - 1743500000 900 3 7 A*2,SS14 1,,-3")
    #expect(reading?.channel.direction == .imported && reading?.channel.serial == nil)
    #expect(
      reading?.values
        == .intervals(
          start: 1_743_500_000, interval: 900, version: 7, values: [1, IntervalRun.missing, -3],
          qualities: [.actual, .actual, Quality(.substituted, raw: "S14")]))
  }

  @Test(
    "what is none is not taken for one",
    arguments: [
      "", "interval", "interval Q1 E1 kWh energy:1000000 1 - 0 900 3 7 A 1 1",
      "interval Q1 E1 kWh energy 1 - 0 900 3 7 A 1", "interval Q1 E1 kWh energy:1 9 - 0 900 3 7 A 1",
      "interval Q1 E1 kWh energy:1 1 - 0 0 3 7 A 1", "interval Q1 E1 kWh energy:1 1 - 0 900 10 7 A 1",
      "interval Q1 E1 kWh energy:1 1 - 0 900 3 7 A*2 1", "interval Q1 E1 kWh energy:1 1 - 0 900 3 7 X 1",
      "interval Q1 E%1 kWh energy:1 1 - 0 900 3 7 A 1", "index Q1 E1 kWh index:1 1 - 0 3 A 1,2",
      "index Q1 E1 kWh index:1 1 - 0 900 3 7 A 1", "interval Q1 E1 kWh energy:1 1 - 0 3 A 1",
    ])
  func none(_ text: String) {
    #expect(StoredReading(text) == nil)
  }
}
