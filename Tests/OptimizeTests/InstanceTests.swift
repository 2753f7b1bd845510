import Foundation
import Support
import Testing

@testable import Optimize

/// The instances that came with an independent scorer and the best import that is known.
@Suite struct InstanceTests {
  @Test(
    "every instance's plan is accepted by the scorer, and imports no more than 0.01 % above the best that is known",
    arguments: [
      "n5_solar_s1", "n5_wind_s2", "n20_solar_s1", "n20_wind_s2", "n50_solar_s1", "n50_mixed_s4_h192", "n100_solar_s1",
      "n100_mixed_s5_nothermal", "n300_wind_s2", "n1000_mixed_s7",
    ])
  func instance(name: String) throws {
    guard let samples = samples.map({ $0 + "/ems" }) else { return }
    let path = samples + "/instances/\(name).json"
    let file = try CaseFile(path)
    let plan = try file.problem.solve()
    var text = ""
    try file.plan(plan) { text += $0 }
    let output = FileManager.default.temporaryDirectory.path + "/gridctl-plan-\(getpid())-\(name).json"
    try text.write(toFile: output, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: output) }

    let known = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: samples + "/best_known.json")))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", samples + "/score.py", path, output, "--json"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let scored = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: scored, as: UTF8.self).suffix(500))")
    let score = try #require(JSONSerialization.jsonObject(with: scored) as? [String: Any])
    #expect(score["feasible"] as? Bool == true)
    let imported = try #require(score["import_Wh"] as? Double)
    let peak = try #require(score["peak_import_W"] as? Double)
    let best = try #require((known as? [String: [String: Any]])?[name]?["best_import_Wh"] as? Double)
    #expect(imported <= best * 1.0001)
    #expect(abs(imported - Double(plan.objective) / 4000) < 0.01)
    #expect(abs(peak - Double(plan.peak) / 1000) < 0.01)
  }
}
