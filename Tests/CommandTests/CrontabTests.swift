import Database
import Foundation
import Support
import Testing

@testable import gridctl

@Suite struct CrontabTests {
  struct Entry {
    let fields: [String]
    let command: String
  }

  /// The entries of the crontab; lines that are neither comment, setting nor entry are reported.
  static func entries() throws -> [Entry] {
    var entries: [Entry] = []
    for line in try String(contentsOfFile: "\(repository)/cron/gridctl.crontab", encoding: .utf8).split(separator: "\n")
    {
      if line.hasPrefix("#") || line.firstMatch(of: /^[A-Z_]+=\S*$/) != nil { continue }
      let words = line.split(separator: " ", maxSplits: 5).map(String.init)
      try #require(words.count == 6, "\(line)")
      entries.append(Entry(fields: Array(words[..<5]), command: words[5].trimmingCharacters(in: .whitespaces)))
    }
    return entries
  }

  @Test("each entry has five good fields and a command of ours")
  func fields() throws {
    let entries = try Self.entries()
    #expect(entries.count >= 4)
    let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]
    for entry in entries {
      for (field, range) in zip(entry.fields, ranges) {
        for part in field.split(separator: ",") {
          #expect(
            part == "*" || part.firstMatch(of: /^\*\/\d+$/) != nil || Int(part).map(range.contains) ?? false, "\(field)"
          )
        }
      }
      let words = entry.command.split(separator: " ").map(String.init)
      #expect(words[0] == "gridctl")
      #expect(words.contains("--quiet"))
      let (command, rest) = try Main.find(Array(words.dropFirst()))
      _ = try OptionValues(rest, for: command)
    }
  }

  @Test("each command does its work in silence")
  func run() throws {
    let place = try Workplace()
    _ = try place.run("mkdir dumps && cp Examples/*.gz dumps")
    // The two hours that the examples lack, so that no draft is held.
    var late = "meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n"
    for slot in 0..<8 {
      late += "M136,2025-04-12T\(10 + slot / 4):\(["00", "15", "30", "45"][slot % 4]):00+02:00,40,0,0\n"
    }
    try late.write(toFile: "\(place.folder)/dumps/20250503T040000.csv", atomically: true, encoding: .utf8)
    for entry in try Self.entries() {
      // As on the day of the bills.
      let (status, output) = try place.run(
        entry.command, environment: ["DUMPS": "dumps", "GRIDCTL_AS_OF": "2025-05-05T06:40:00+02:00"])
      #expect(status == 0, "\(entry.command)")
      #expect(output == "", "\(entry.command)")
    }
    #expect(FileManager.default.fileExists(atPath: "\(place.folder)/dumps/management-last-month.xlsx"))
  }

  @Test(
    "a second run while the first one works exits with 75",
    arguments: [
      "ingest Examples/2025*", "aggregate", "bill run --period 2025-04", "bill issue --period 2025-04",
    ])
  func locked(command: String) throws {
    let place = try Workplace()
    _ = try place.run("gridctl db start")
    let holder = try Connection("host=\(place.home)/socket dbname=gridctl user=gridctl")
    try holder.lock(String(command.split(separator: " ")[0]))
    let (status, output) = try place.run("gridctl \(command)")
    #expect(status == 75)
    #expect(output.contains("is running on this database"))
  }
}
