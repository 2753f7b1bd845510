import Foundation
import Support
import Testing

/// A dump that was read wrongly, taken back and read again: nobody sees that it ever was.
@Suite struct WithdrawTests {
  /// Readings of two houses around both changes of the clock, in a form of their own.
  private func write(on stage: Stage) throws {
    var lines = ["house;from;used;made"]
    for (start, count) in [("2026-03-28T23:00:00Z", 92), ("2026-10-24T22:00:00Z", 100)] {
      let first = ISO8601DateFormatter().date(from: start)!
      for slot in 0..<count {
        let from = ISO8601DateFormatter().string(from: first.addingTimeInterval(Double(slot) * 900))
        lines.append("A;\(from);\(slot % 7);\(slot % 11)")
        lines.append("B;\(from);\(slot % 5);\(slot % 3)")
      }
    }
    try stage.write("houses.csv", lines)
    for (name, unit, stamp) in [("wrong", "W", "end"), ("right", "kW", "start")] {
      try stage.write(
        "\(name).json",
        [
          #"{"mapping": "\#(name)", "files": "none", "separator": ";", "meter": "house", "\#(stamp)": "from", "interval": 900, "values": [{"column": "used", "register": "consumption", "unit": "\#(unit)"}, {"column": "made", "register": "production", "unit": "\#(unit)"}]}"#
        ])
    }
    // What another source says of one of the days, later.
    try stage.write(
      "20261101T000000_B.csv",
      [
        "meter_id,timestamp,consumed_wh,produced_wh", "B,2026-10-25T12:00:00+01:00,77,0",
        "B,2026-10-25T12:15:00+01:00,78,5",
      ])
  }

  private static let tables = [
    "meter_day", "community_day", "allocation", "community_allocation",
  ]

  @Test("totals, balance and shares are those of a town that never saw the wrong load")
  func totals() throws {
    let asOf = "--as-of 2026-12-01T00:00:00Z"
    var seen: [String] = []
    for isWrongFirst in [true, false] {
      let stage = try Stage(
        isWrongFirst ? "A dump is read with the wrong mapping" : "It is read with the right one at once")
      try stage.register(["C": ["A", "B"]])
      try write(on: stage)
      let late = "gridctl ingest 20261101T000000_B.csv \(asOf)"
      if isWrongFirst {
        try stage.step(
          "W for kW, ends for starts.",
          "gridctl ingest houses.csv --mapping wrong.json --received-at 2026-10-30T00:00:00Z \(asOf)")
        try stage.step("Another source comes.", late)
        try stage.step(
          "All is computed.", "gridctl aggregate && gridctl allocate \(asOf) && gridctl vee run --estimate \(asOf)")
        let again = try stage.step(
          "The right mapping comes too late.", "gridctl ingest houses.csv --mapping right.json \(asOf)")
        #expect(again.contains("same bytes") && again.contains("gridctl dumps withdraw"))
        try stage.step("What would go?", "gridctl dumps withdraw houses.csv --reason 'W for kW' --user ada --dry-run")
        try stage.step("It is taken back.", "gridctl dumps withdraw houses.csv --reason 'W for kW' --user ada")
        try stage.step(
          "All is computed without it.",
          "gridctl aggregate && gridctl allocate \(asOf) && gridctl vee run --estimate \(asOf)")
        #expect(try stage.step("Nothing is broken.", "gridctl check").contains("ok"))
      } else {
        try stage.step("Another source comes.", late)
      }
      try stage.step(
        "It is read rightly.",
        "gridctl ingest houses.csv --mapping right.json --received-at 2026-10-30T00:00:00Z \(asOf)")
      try stage.step(
        "All is computed.", "gridctl aggregate && gridctl allocate \(asOf) && gridctl vee run --estimate \(asOf)")
      #expect(try stage.step("Nothing is broken.", "gridctl check").contains("ok"))
      seen.append(
        try Self.tables.map { table in
          try stage.place.succeed(
            "gridctl db psql -- -Atc 'SELECT to_jsonb(t) - ARRAY[$$computed_at$$, $$allocated_at$$, $$run_id$$] FROM aggregate.\(table) AS t ORDER BY 1'"
          )
        }.joined(separator: "\n--\n"))
    }
    #expect(seen[0] == seen[1])
    #expect(seen[1].contains("2026-03-29") && seen[1].contains("2026-10-25"))
  }
}
