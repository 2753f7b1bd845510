import Foundation
import Support
import Testing

@testable import Optimize

/// The solver seen from outside: peer.py shares no line with it, nor with the scorer of the samples.
@Suite struct PeerTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "gridctl-peer-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  /// What a program of the repository prints.
  func python(_ program: String, _ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "\(repository)/\(program)"] + words
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "run Scripts/setup.sh test")
    return output
  }

  func peer(_ words: String...) throws -> String { try python("Tests/OptimizeTests/peer.py", words) }

  /// Solves a case of the folder and leaves its plan beside it.
  func solve(_ name: String, _ options: SolveOptions = SolveOptions()) throws -> Plan {
    let file = try CaseFile(folder.appending(path: "\(name).json").path)
    let plan = try file.problem.solve(options)
    var text = ""
    try file.plan(plan) { text += $0 }
    try text.write(to: folder.appending(path: "\(name).plan"), atomically: true, encoding: .utf8)
    return plan
  }

  @Test("200 tiny cases of all kinds have the least import of all their plans, which the peer has tried one by one")
  func tiny() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try peer("make", folder.path, "200", "1")
    let optima = try JSONDecoder().decode(
      [String: Int].self, from: Data(contentsOf: folder.appending(path: "best.json")))
    #expect(optima.count == 400)
    for (number, (name, optimum)) in optima.sorted(by: { $0.key < $1.key }).enumerated() {
      // Of the cases without their last device some are solved too: no device that is added lowers the import.
      if let fewer = optima["\(name)-fewer"] {
        #expect(fewer <= optimum, "\(name)")
      } else if number % 20 != 1 {
        continue
      }
      var options = SolveOptions()
      options.gap = 0
      options.method = SolveOptions.Method.allCases[number / 2 % 3]
      let plan = try solve(name, options)
      #expect(plan.objective == optimum, "\(name), \(options.method)")
      #expect(plan.bound.map { $0 <= optimum } ?? true, "\(name), \(options.method)")
    }
    #expect(try peer("check", folder.path) == "")
  }

  @Test(
    "a plan is allowed, its bound is below what scipy finds, and devices that are added never lower the import",
    arguments: ["solar", "wind", "mixed", "deficit"])
  func generated(scenario: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for devices in [5, 16] {
      let name = "\(scenario)\(devices)"
      let path = folder.appending(path: "\(name).json")
      let text = try python(
        "Benchmarks/instances.py", ["--devices", "\(devices)", "--scenario", scenario, "--seed", "9"])
      try text.write(to: path, atomically: true, encoding: .utf8)
      let plan = try solve(name)
      let bound = try #require(plan.bound)
      #expect(bound <= plan.objective)
      struct Answer: Decodable {
        let boundWh: Double?
        let importWh: Double?
        let faults: [String]?
      }
      let output = folder.appending(path: "peer.json").path
      let answer = try JSONDecoder().decode(
        Answer.self, from: Data(try peer("milp", path.path, output, "1").utf8))
      if let found = answer.importWh { #expect(Double(bound) / 4000 <= found + 0.001, "\(name)") }
      if let least = answer.boundWh { #expect(Double(plan.objective) / 4000 >= least - 0.001, "\(name)") }
      #expect(answer.faults ?? [] == [], "\(name)")
      try fewer(path, than: plan)
    }
    #expect(try peer("check", folder.path) == "")
  }

  /// No plan of a case imports less than the bound of all its devices but one.
  private func fewer(_ path: URL, than plan: Plan) throws {
    var part = try CaseFile(path.path).problem
    part.consumers.removeLast()
    #expect(try #require(try part.solve().bound) <= plan.objective, "\(path.lastPathComponent)")
  }
}
