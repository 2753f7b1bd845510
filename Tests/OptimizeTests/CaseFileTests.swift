import Foundation
import Grid
import Support
import Testing

@testable import Optimize

@Suite struct CaseFileTests {
  private func file(_ text: String) throws -> CaseFile {
    let path = FileManager.default.temporaryDirectory.path + "/gridctl-case-\(UUID().uuidString).json"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try CaseFile(path)
  }

  @Test("a case by hand needs a name, a begin, a curve and devices; the rest is as usual")
  func byHand() throws {
    let case1 = try file(
      """
      {"format": "gridctl-ems/1", "name": "home", "begin": 1700474400, "base": [500000, -2000000, -2000000, 500000],
       "devices": [{"device": "washer", "machine": {"profile_w": [1800.5], "end_by": 1700478000, "max_wait_s": 3600}}]}
      """)
    #expect(case1.warnings == [])
    let plan = try case1.problem.solve()
    #expect(plan.objective == 1_000_000)
    var text = ""
    try case1.plan(plan) { text += $0 }
    let read = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(read["import_Wh"] as? Double == 250 && read["bound_Wh"] as? Double == 250)
    let parts = try #require(read["plans"] as? [[String: String]])
    #expect(parts == [["id": "washer", "decisions": "0100"]])
  }

  @Test("what a run stores is read back as it was")
  func roundTrip() throws {
    let text =
      #"{"name": "x", "begin": 1700474400, "base": [1, 2], "devices": [], "settings": {"eco_percent": 40}, "format": "gridctl-ems/1"}"#
    let conditions = try JSONDecoder().decode(RunConditions.self, from: Data(text.utf8))
    #expect(conditions.settings.ecoPercent == 40 && conditions.settings.ecoWindowSeconds == 3600)
    #expect(conditions.roundedAt == 1_700_473_500 && !conditions.days.isEmpty)
    let again = try JSONDecoder().decode(RunConditions.self, from: JSONEncoder().encode(conditions))
    #expect(again == conditions)
  }

  @Test("a packed file that is damaged or cut off is refused, not read in part", arguments: ["-20", "20"])
  func packed(cut: String) throws {
    let path = FileManager.default.temporaryDirectory.path + "/gridctl-case-\(UUID().uuidString).json.gz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var packed = try Data(contentsOf: URL(fileURLWithPath: "\(repository)/Examples/village.json.gz"))
    if cut == "-20" {
      packed.removeLast(20)
    } else {
      packed.replaceSubrange(200..<220, with: repeatElement(0xAA, count: 20))
    }
    try packed.write(to: URL(fileURLWithPath: path))
    let failure = #expect(throws: CaseFailure.self) { try CaseFile(path) }
    #expect(failure?.description == "it is packed by gzip and damaged or cut off")
  }

  @Test(
    "a file that is no case is refused with what is wrong",
    arguments: [
      ("{", "not as JSON has to be"), ("{}", "has no 'format'"), (#"{"format": "x/1"}"#, "is not known"),
      (#"{"format": "gridctl-ems/1", "name": "a", "begin": 0, "devices": []}"#, "has no 'base'"),
      (#"{"format": "gridctl-ems/1", "name": "a", "begin": 0, "base": [], "devices": []}"#, "no steps"),
      (
        #"{"format": "gridctl-ems/1", "name": "a", "begin": 0, "base": [1], "devices": [], "settings": {"minimize": "price"}}"#,
        "price or emission for each step"
      ),
      (
        #"{"format": "gridctl-ems/1", "name": "a", "begin": 0, "step_s": 9223372036854775807, "base": [1], "devices": []}"#,
        "a step does not divide an hour"
      ),
      (
        #"{"format": "gridctl-ems/1", "name": "a", "begin": -9223372036854775808, "base": [1], "devices": []}"#,
        "not an instant"
      ),
      (
        #"{"format": "ems-bench/1", "name": "a", "begin_ts": 900, "step_s": 900, "step_count": 1, "base_W": [0], "T_ext_K": [], "consumers": [{"id": 1, "type": "machine", "profile_W": [1], "start_ts": -9223372036854775808, "end_ts": 1800}]}"#,
        "start_ts is not on the grid"
      ),
      (
        #"{"format": "ems-bench/1", "name": "a", "begin_ts": 0, "step_s": 7, "step_count": 1, "base_W": [0], "T_ext_K": [], "consumers": []}"#,
        "the grid is not one"
      ),
      (
        #"{"format": "ems-bench/1", "name": "a", "begin_ts": 0, "step_s": 900, "step_count": 2, "base_W": [0, 0], "T_ext_K": [], "consumers": [{"id": 1, "type": "machine", "profile_W": [1, 1, 1], "start_ts": 0, "end_ts": 1800}]}"#,
        "consumer 1 has no step to start in"
      ),
      (
        #"{"format": "ems-bench/1", "name": "a", "begin_ts": 0, "step_s": 900, "step_count": 1, "base_W": [1e300], "T_ext_K": [], "consumers": []}"#,
        "beyond"
      ),
    ])
  func refused(text: String, expected: String) throws {
    do {
      _ = try file(text)
      Issue.record("it was taken")
    } catch let failure as CaseFailure {
      #expect(failure.description.contains(expected), "\(failure)")
    }
  }

  @Test("energies are written exactly, with no more digits than they have")
  func digits() {
    #expect(CaseFile.wattHours(1_000_000, 900) == "250.0")
    #expect(CaseFile.wattHours(1, 900) == "0.00025")
    #expect(CaseFile.wattHours(-3, 900) == "-0.00075")
    #expect(CaseFile.wattHours(0, 900) == "0.0")
    #expect(CaseFile.watts(1234) == "1.234")
  }
}
