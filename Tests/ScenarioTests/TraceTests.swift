import Foundation
import Support
import Testing

/// The execution trace of scenario 2, with its numbers: who draws what, the peak, the cut, and autarky reached by pedalling.
@Suite struct TraceTests {
  @Test(
    "51 houses: a peak of 13,100 W of 18,900 W, 1,500 W once it is cut, then -1,500 W become +200 W and one message")
  func trace() throws {
    let stage = try Stage("Scenario 2: cars that charge all at once")
    // House 1 is in community 1; the houses 2 to 4 and the big car's in community 4; 47 others in community 3.
    let others = (1...47).map { "H\($0 + 100)" }
    try stage.register(["1": ["H1"], "3": others, "4": ["H2", "H3", "H4"]])
    try stage.write(
      "plants.csv", ["plant,supplier,community,from,max_w", "WIND,Smatrix,4,2026-01-01,2500"])
    try stage.write(
      "devices.csv",
      ["device,meter,kind,power_w,essential,from,capacity_wh"]
        + ["CAR1,H1,car,1300,false", "CAR2,H2,car,9000,false", "CAR3,H3,car,1300,false", "CAR4,H4,car,1300,false"]
        .map { "\($0),2026-01-01,50000" }
        + (1...4).map { "MIXER\($0),H\($0),appliance,500,true,2026-01-01," })
    try stage.step(
      "Cars can be switched, mixers cannot.", "gridctl import plants plants.csv && gridctl import devices devices.csv")

    let peak = "2026-06-01T20:00:00+02:00"
    // 47 houses use 4,000 W together: 85 W each, and 5 W more.
    let quiet = others.enumerated().map { (meter: $1, start: peak, used: $0 == 0 ? 90 : 85, made: 0) }
    try stage.load(
      "Everybody mixes and charges in the same quarter hour.",
      quiet + [("H1", peak, 1800, 0), ("H2", peak, 9500, 0), ("H3", peak, 1800, 0), ("H4", peak, 1800, 0)],
      asOf: "2026-06-01T20:20:00+02:00")
    let usage = try stage.step(
      "All together use 18,900 W: 4.725 kWh in a quarter hour.",
      "gridctl report usage --grain hour --scope all --period 2026-06-01 --as-of 2026-06-01T20:16:00+02:00 | grep ' 20:00 '"
    )
    #expect(usage.contains(" 4.725 "))
    let peaks = try stage.step(
      "Community 4 draws 13,100 W, above 80 % of its plant's 2,500 W; the others have no limit.",
      "gridctl peaks --period 2026-06-01 --community 4 --as-of 2026-06-01T20:16:00+02:00")
    #expect(peaks.contains("13100"))
    let cut = try stage.step(
      "What is not essential is cut.", "gridctl regulate --community 4 --as-of 2026-06-01T20:16:00+02:00")
    for car in ["CAR2", "CAR3", "CAR4"] { #expect(cut.contains(car)) }
    #expect(!cut.contains("CAR1"), "house 1 is not in community 4")
    #expect(!cut.contains("MIXER"), "nobody declared a mixer as not essential")
    let sent = try stage.step(
      "The directives go to the gateway, once.",
      "gridctl notify --topic directive --output - --as-of 2026-06-01T20:16:00+02:00")
    #expect(sent.split(separator: "\n").filter { $0.contains("\"OFF\"") }.count == 3)

    let after = "2026-06-01T20:15:00+02:00"
    try stage.load(
      "The cars stand still: community 4 draws the mixers' 1,500 W and nothing produces.",
      ["H2", "H3", "H4"].map { ($0, after, 500, 0) }, asOf: "2026-06-01T20:31:00+02:00")
    let none = try stage.step(
      "1,500 W is no peak.",
      "gridctl peaks --period 2026-06-01 --community 4 --as-of 2026-06-01T20:31:00+02:00")
    #expect(!none.contains("20:15") || !none.contains("1500"))
    #expect(try changes(stage, "2026-06-01T20:31:00+02:00").isEmpty, "-1,500 W: nobody is told anything")

    let bike = "2026-06-01T20:30:00+02:00"
    try stage.load(
      "Somebody mounts the exercise bike: 1,700 W.",
      [("H2", bike, 500, 1700), ("H3", bike, 500, 0), ("H4", bike, 500, 0)], asOf: "2026-06-01T20:46:00+02:00")
    let slot = try stage.step(
      "Production minus consumption of community 4 in W, slot by slot.",
      """
      gridctl db psql -- -At -c "SELECT 4 * (production_wh - consumption_wh) FROM aggregate.community_slot \
      JOIN grid.community USING (community_id) WHERE community = '4' AND present_count > 0 ORDER BY starts_at"
      """)
    #expect(slot.split(separator: "\n").map { Decimal(string: String($0)) } == [-13100, -1500, 200])
    #expect(
      try changes(stage, "2026-06-01T20:46:00+02:00") == [#"{"type":"Community","id":4,"autarky":true}"#],
      "one message, in this shape")
    #expect(try changes(stage, "2026-06-01T20:47:00+02:00").isEmpty, "and not again")
  }

  /// Messages on communities that are sent now.
  private func changes(_ stage: Stage, _ instant: String) throws -> [String] {
    let sent = try stage.step(
      "Who is told?",
      "gridctl autarky changes --community 4 --as-of \(instant) && gridctl notify --topic autarky --output - --as-of \(instant)"
    )
    return sent.matches(of: #/"message" : (\{"type":"Community".*?\})/#).map { String($0.1) }
  }
}
