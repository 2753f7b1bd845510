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
      for (field, range) in zip(entry.fields, ranges) { #expect(Self.isField(field, in: range), "\(field)") }
      // cron ends a command at a percent sign.
      #expect(!entry.command.contains("%"))
      let words = entry.command.split(separator: " ").map(String.init)
      #expect(words[0] == "gridctl")
      #expect(words.contains("--quiet"))
      let (command, rest) = try Main.find(Array(words.dropFirst()))
      _ = try command.init(OptionValues(rest, for: command))
    }
  }

  /// Whether cron takes a field: `*`, numbers and ranges of them, each with a step if need be, in a list.
  static func isField(_ field: String, in range: ClosedRange<Int>) -> Bool {
    field.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
      guard let match = part.wholeMatch(of: /(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?/) else { return false }
      let first = match.1.flatMap { Int($0) } ?? range.lowerBound
      let last = match.2.flatMap { Int($0) } ?? first
      let hasGoodStep = match.3.map { step in Int(step).map { $0 > 0 } ?? false } ?? true
      return range.contains(first) && range.contains(last) && first <= last && hasGoodStep
    }
  }

  @Test("what is no field of cron's is told apart")
  func badFields() {
    for good in ["*", "0", "3,18,33,48", "*/15", "1-5", "1-23/2"] { #expect(Self.isField(good, in: 0...59), "\(good)") }
    for bad in ["", "60", "5-1", "*/0", "1,,2", "x", "1-", "-1"] { #expect(!Self.isField(bad, in: 0...59), "\(bad)") }
  }

  @Test("each command does its work in silence")
  func run() throws {
    let place = try Workplace()
    _ = try place.run("mkdir dumps gateway office && cp Examples/*.csv.gz dumps")
    // The two hours that the examples lack, so that no draft is held.
    var late = "meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n"
    for slot in 0..<8 {
      late += "M136,2025-04-12T\(10 + slot / 4):\(["00", "15", "30", "45"][slot % 4]):00+02:00,40,0,0\n"
    }
    // And the last quarter of an hour before the runs, of which the operator's day wants to know.
    for meter in ["M125", "M127", "M129", "M133", "M136", "M138"] {
      late += "\(meter),2025-05-05T06:15:00+02:00,100,50,0\n"
    }
    try late.write(toFile: "\(place.folder)/dumps/20250505T043200.csv", atomically: true, encoding: .utf8)
    for entry in try Self.entries() {
      // As on the day of the bills.
      let (status, output) = try place.run(
        entry.command,
        environment: [
          "DUMPS": "dumps", "GATEWAY": "gateway", "OFFICE": "office", "GRIDCTL_AS_OF": "2025-05-05T06:40:00+02:00",
        ])
      // This one speaks, so that cron mails it, when meters are silent: those of EC4 are since April.
      let speaks = entry.command.hasPrefix("gridctl check meters")
      #expect(status == (speaks ? 1 : 0), "\(entry.command)")
      #expect(output.isEmpty != speaks, "\(entry.command): \(output)")
    }
    #expect(FileManager.default.fileExists(atPath: "\(place.folder)/office/management-last-month.xlsx"))
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
