import Database
import Foundation
import Grid
import Support
import Testing

@testable import Partner

/// Random communities sell sums in a random order; a program of its own then attacks all that was told.
@Suite struct ReleaseAttackTests {
  /// SplitMix64.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let rule = ReleaseRule(small: 3, ofMonths: 3, share: 6000)

  @Test("no sums and differences of all that was told are of fewer households than allowed", arguments: 1...8)
  func attack(seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    let market = try Market()
    try market.database.script("ALTER TABLE partner.release DROP CONSTRAINT enough_households")
    let days = ["2025-03-29", "2025-03-30", "2025-03-31"]
    var used: [String: [String: [Int]]] = [:]
    for community in 0..<3 {
      try market.community("C\(community)")
      for number in 0..<Int.random(in: 2...5, using: &dice) {
        let code = "M\(community)\(number)"
        let moves = Int.random(in: 0..<6, using: &dice) == 0
        try market.household(code, of: "C\(community)", during: moves ? "[2024-01-01,2025-03-31)" : "[2024-01-01,)")
        for day in days where !(moves && day == days[2]) {
          let size = Int.random(in: 1...8, using: &dice)
          var values = (0..<(day == "2025-03-30" ? 92 : 96)).map { _ in Int.random(in: 0...(20 * size), using: &dice) }
          let isAbsent = Int.random(in: 0..<8, using: &dice) == 0
          if isAbsent { for at in 0..<40 { values[at] = 0 } }
          try market.day(code, day, used: values)
          used[day, default: [:]][code] = values
        }
        if Int.random(in: 0..<4, using: &dice) == 0 { try market.consent("K\(code)", to: "detailed") }
        for grain in ["hour", "day"] {
          for partners in ["commercial", "research"] where Int.random(in: 0..<5, using: &dice) > 0 {
            try market.consent("K\(code)", to: "aggregated", by: grain, class: partners)
          }
        }
      }
    }
    var told = 0
    for _ in 0..<12 {
      let communities = [["C0", "C1", "C2"], ["C0", "C1"], ["C1", "C2"], ["C0"], ["C1"], ["C2"], ["C0", "C2"]]
        .randomElement(using: &dice)!
      let order = market.order(
        .consumptionAggregated, [.hour, .hour, .day].randomElement(using: &dice)!, communities,
        period: [days[0], days[1], days[2], "2025-03-29..2025-04-01"].randomElement(using: &dice)!,
        partnerClass: ["commercial", "research"].randomElement(using: &dice)!)
      if Int.random(in: 0..<4, using: &dice) == 0 {
        let single = market.order(
          .consumptionDetailed, .hour, communities, period: [days[0], days[2]].randomElement(using: &dice)!)
        _ = try market.connection.transaction {
          try IndividualPackage(single, market.keys, rule: Self.rule, on: market.connection)
            .build(in: market.folder, on: market.connection)
        }
      }
      let outcome = try market.connection.transaction {
        try AggregatedPackage(order, rule: Self.rule, on: market.connection).build(
          in: market.folder, on: market.connection)
      }
      if case .built(let package) = outcome { told += Int(package.datapoints) }
    }
    #expect(told > 0)
    let (status, output) = try assail(market, used)
    #expect(status == 0, "\(output)")
  }

  /// Hands all that was told to the attacker.
  func assail(_ market: Market, _ used: [String: [String: [Int]]]) throws -> (status: Int32, output: String) {
    var numbers: [String: Int] = [:]
    var households: [Int] = []
    var values: [Int] = []
    let codes = Set(used.values.flatMap(\.keys)).sorted()
    for (day, meters) in used.sorted(by: { $0.key < $1.key }) {
      for (code, wh) in meters.sorted(by: { $0.key < $1.key }) {
        for hour in 0..<(wh.count / 4) {
          numbers["\(day) \(code) \(hour)"] = households.count
          households.append(codes.firstIndex(of: code)!)
          values.append(wh[(hour * 4)..<(hour * 4 + 4)].reduce(0, +))
        }
      }
    }
    var cells: [[Any]] = []
    for line in try market.database.lines(
      """
      SELECT r.communities::text || r.class || r.grain, r.grain, r.day, s.i - 1, r.consumption[s.i] / 1000, string_agg(m.meter, ' ')
      FROM partner.release AS r
      CROSS JOIN LATERAL generate_subscripts(r.consumption, 1) AS s (i)
      JOIN grid.meter AS m ON m.meter_id = ANY (r.meters)
      WHERE r.consumption[s.i] IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5
      """)
    {
      let field = line.split(separator: "|").map(String.init)
      let hours = field[1] == "day" ? Array(0..<(field[2] == "2025-03-30" ? 23 : 24)) : [Int(field[3])!]
      let elements = field[5].split(separator: " ").flatMap { code in
        hours.map { numbers["\(field[2]) \(code) \($0)"]! }
      }
      #expect(elements.reduce(0) { $0 + values[$1] } == Int(field[4]), "\(line)")
      cells.append([field[0] + field[2], elements])
    }
    let known = try market.database.lines(
      "SELECT day || ' ' || meter FROM partner.release_meter CROSS JOIN unnest(meters) AS u (meter_id) JOIN grid.meter USING (meter_id)"
    )
    let world: [String: Any] = [
      "k": Self.rule.households, "share": Self.rule.share, "cells": cells, "households": households, "values": values,
      "known": known.flatMap { told in numbers.filter { $0.key.hasPrefix(told + " ") }.values },
    ]
    return try Self.assail(world, in: market.folder)
  }

  @Test("the attack finds a total less all but one of its parts, in two steps, and a household that stands out")
  func attacker() throws {
    let folder = "/tmp/gridctl-attack-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func found(_ cells: [[Int]], _ values: [Int] = [1, 1, 1, 1, 1, 1, 1, 1], known: [Int] = []) throws -> Int32 {
      try Self.assail(
        [
          "k": 3, "share": 6000, "cells": cells.enumerated().map { ["\($0)", $1] }, "households": Array(0..<8),
          "values": values,
          "known": known,
        ], in: folder
      ).status
    }
    #expect(try found([[0, 1, 2, 3, 4, 5], [0, 1, 2]]) == 0)
    #expect(try found([[0, 1, 2, 3, 4, 5], [0, 1, 2, 3]]) == 1)
    #expect(try found([[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2], [3, 4, 5]]) == 1)
    #expect(try found([[0, 1, 2, 3], [2, 3, 4, 5], [0, 1, 4, 5]], [1, 1, 1, 1, 1, 1, 1, 1]) == 1)
    #expect(try found([[0, 1, 2]], [1, 1, 4, 1, 1, 1, 1, 1]) == 1)
    #expect(try found([[0, 1, 2, 3]], known: [0, 1]) == 1)
  }

  static func assail(_ world: [String: Any], in folder: String) throws -> (status: Int32, output: String) {
    let file = "\(folder)/world.json"
    try JSONSerialization.data(withJSONObject: world).write(to: URL(fileURLWithPath: file))
    return try Market.run(
      "sh", "-c", "python3 '\(repository)/Tests/PartnerTests/attack.py' < '\(file)'",
      environment: ["PYTHONPATH": "\(repository)/.vendor/python"])
  }
}
