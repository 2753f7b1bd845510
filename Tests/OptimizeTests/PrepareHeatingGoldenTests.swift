import Foundation
import Support
import Testing

@testable import Optimize

/// ELFE's golden vectors of both kinds of heaters; see `PrepareGoldenTests`.
@Suite(.enabled(if: samples != nil)) struct PrepareHeatingGoldenTests {
  struct RowCase: Decodable {
    var rowsIn: [[Int]]
    var rowsUsed: [[Double]]
  }

  @Test("rows are cut to the horizon as in the original, but the last step may be used, and a need below zero is none")
  func rows() throws {
    // 22: the last step. Case 5 is section 13's repair of one device instead of a row that is lost and forces eco.
    let deviations: [Int: (defect: Int, ours: [[Int]])] = [
      2: (22, [[90, 96, 4, 6]]), 3: (22, [[90, 96, 6, 6]]), 5: (21, [[4, 10, 0, 6]]),
    ]
    let cases: [RowCase] = try prepareGolden("sum_rows")
    #expect(cases.count == 9)
    for (index, found) in cases.enumerated() {
      let ours = found.rowsIn.compactMap {
        SwitchedLoad.Row(first: $0[0], end: $0[1], least: $0[2], most: $0[3]).clipped(to: 96)
      }.map { [$0.first, $0.end, $0.least, $0.most] }
      // More than all steps is all of them.
      let original = found.rowsUsed.map { $0.map { Int($0) } }.map { [$0[0], $0[1], $0[2], min($0[3], $0[1] - $0[0])] }
      if let deviation = deviations[index] {
        #expect(ours == deviation.ours, "case \(index), defect \(deviation.defect)")
        #expect(ours != original, "case \(index) is no deviation any more")
      } else {
        #expect(ours == original, "case \(index)")
      }
    }
  }

  struct PeriodCase: Decodable {
    enum CodingKeys: String, CodingKey {
      case timestamp, begin, ecoPct, historyCount, historySum, rows
      case first = "period1S"
      case second = "period2S"
    }
    var timestamp, begin: Int64
    var first: [Int]
    var second: [Int]?
    var ecoPct, historyCount, historySum: Int
    var rows: [[Int]]?
  }

  @Test("comfort periods are those of the original, and the whole of each is protected")
  func periods() throws {
    // All but the one over midnight (12) have windows of the first quarter of a period only (10).
    let deviations: [Int: (defects: [Int], totals: [[Int]])] = [
      0: ([10], [[21, 37, 12, 16]]),
      1: ([10], [[17, 41, 18, 24], [69, 78, 7, 9]]),
      2: ([10, 22], [[0, 9, 5, 9], [89, 96, 5, 7]]),
      3: ([10, 22], [[0, 9, 9, 9], [89, 96, 5, 7]]),
      4: ([10, 22], [[0, 9, 0, 9], [89, 96, 3, 7]]),
      5: ([12], [[37, 69, 24, 32]]),
      // The history of a period that is over counted for the next one.
      6: ([10, 11], [[85, 95, 8, 10]]),
    ]
    let cases: [PeriodCase] = try prepareGolden("sum_periods_from_settings")
    #expect(cases.count == 7)
    for (index, found) in cases.enumerated() {
      let windows = [found.first, found.second].compactMap { $0 }.map { DailyWindow(from: $0[0], to: $0[1]) }
      var device = PrepareCase.heater(windows, eco: found.ecoPct)
      device.previous = (0..<found.historyCount).map { $0 < found.historySum ? 1 : 0 }
      device.previousBegin = found.begin - Int64(found.historyCount * 900)
      let prepared = PrepareCase.conditions([device], begin: found.begin).prepare()
      let ours = try #require(prepared.switchedLoad).rows.map { [$0.first, $0.end, $0.least, $0.most] }
      let original = found.rows ?? []
      let deviation = try #require(deviations[index])
      let isWindow = { (row: [Int]) in row[1] - row[0] == 4 && row[2] == 3 }
      #expect(ours.filter { !isWindow($0) && $0[3] == $0[1] - $0[0] && $0[1] - $0[0] > 4 } == deviation.totals)
      let theirTotals = original.filter { !isWindow($0) }
      for defect in deviation.defects {
        switch defect {
        case 10:
          // The original's windows are among ours, and ours are more.
          let theirs = original.filter(isWindow)
          #expect(Set(theirs).isSubset(of: Set(ours)), "case \(index)")
          #expect(ours.filter(isWindow).count > theirs.count, "case \(index) is no deviation any more")
        case 11: #expect(theirTotals != deviation.totals)
        case 12: #expect(original.isEmpty && !ours.isEmpty)
        default:
          // Only the period that reaches the last step differs.
          #expect(theirTotals.dropLast() == deviation.totals.dropLast())
          #expect(theirTotals.last![1] == 95 && deviation.totals.last![1] == 96)
        }
      }
      if deviation.defects == [10] { #expect(theirTotals == deviation.totals) }
    }
  }

  struct RoomCase: Decodable {
    enum CodingKeys: String, CodingKey {
      case indoor = "tInitK"
      case isHeating = "initialState"
      case power = "powerW"
      case resistance = "rKPerW"
      case capacity = "cJPerK"
      case outdoor = "tExtK"
      case low = "tWishLowK"
      case high = "tWishHighK"
      case trajLow, trajHigh
    }
    var indoor, resistance, capacity, low, high: Double
    var isHeating: Bool
    var power: Int
    var outdoor, trajLow, trajHigh: [Double]
  }

  @Test("two thermostats make the original's temperatures from its own law")
  func thermostats() throws {
    let cases: [RoomCase] = try prepareGolden("thermal_bounds")
    #expect(cases.count == 4)
    for found in cases {
      let a = 1 - 900 / (found.resistance * found.capacity)
      let b = 900 * Double(found.power) / found.capacity
      let initial = found.outdoor[1] + a * (found.indoor - found.outdoor[0]) + (found.isHeating ? b : 0)
      let load = ThermalLoad(
        power: found.power * 1000, initial: initial, a: a, b: b,
        drift: (0..<96).map { found.outdoor[$0 + 2] - a * found.outdoor[$0 + 1] }, lowest: [], highest: [])
      let ours = load.thermostats(
        [Double](repeating: found.low, count: 96), [Double](repeating: found.high, count: 96))
      #expect(zip(ours.low, found.trajLow).allSatisfy { abs($0 - $1) < 1e-8 } && found.trajLow.count == 97)
      #expect(zip(ours.high, found.trajHigh).allSatisfy { abs($0 - $1) < 1e-8 } && found.trajHigh.count == 97)
    }
  }

  @Test("a room's band is the original's, but for outdoor changes and for 0 K indoors")
  func bands() throws {
    let deviations = [1: 4, 2: 3]
    let cases: [RoomCase] = try prepareGolden("thermal_bounds")
    for (index, found) in cases.enumerated() {
      let kelvin = 273.15
      let middle = (found.low + found.high) / 2 - kelvin
      var device = PrepareCase.room(
        indoor: found.indoor - kelvin, eco: middle, comfort: middle, delta: (found.high - found.low) / 2)
      device.thermalHeater!.isHeating = found.isHeating
      device.thermalHeater!.power = found.power
      device.thermalHeater!.resistance = found.resistance
      device.thermalHeater!.capacity = found.capacity
      var conditions = PrepareCase.conditions([device])
      conditions.outdoor = found.outdoor.dropFirst().map { $0 - kelvin }
      let prepared = conditions.prepare()
      let load = try #require(prepared.thermalLoad)
      let far = (0...96).map { step in
        max(
          abs(load.lowest[step] + kelvin - min(found.trajLow[step], found.trajHigh[step])),
          abs(load.highest[step] + kelvin - max(found.trajLow[step], found.trajHigh[step])))
      }.max()!
      if let defect = deviations[index] {
        #expect(far > 0.1, "case \(index), defect \(defect), is no deviation any more")
        #expect(prepared.tags == (defect == 3 ? [.database] : []))
      } else {
        #expect(far < 1e-6, "case \(index)")
        #expect(prepared.warnings.isEmpty)
      }
    }
  }
}
