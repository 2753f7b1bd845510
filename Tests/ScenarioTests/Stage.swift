import Foundation
import Grid
import Support

/// A town on which a scenario is played: every step is told, typed and shown, as a reader of the test's log follows it.
final class Stage {
  let place: Workplace
  private var number = 0

  /// - Parameter isLoaded: Whether the examples are loaded; else the database is empty.
  init(_ title: String, isLoaded: Bool = false) throws {
    place = try Workplace(isLoaded: isLoaded)
    print("\n=== \(title)")
    if !isLoaded { _ = try place.succeed("gridctl db init --quiet") }
  }

  /// Tells what happens, runs the line, shows what it says, and returns that.
  ///
  /// - Parameter status: What the line must end with.
  @discardableResult
  func step(_ what: String, _ line: String, status: Int32 = 0) throws -> String {
    number += 1
    print("\n\(number). \(what)\n$ \(line)")
    let (ended, output) = try place.run(line)
    print(output, terminator: "")
    guard ended == status else {
      throw Workplace.Broken("'\(line)' ended with \(ended) instead of \(status):\n\(output)")
    }
    return output
  }

  /// Writes a file beside the commands.
  func write(_ file: String, _ lines: [String]) throws {
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: "\(place.folder)/\(file)", atomically: true, encoding: .utf8)
  }

  /// Registers communities and meters of a quarter hour from 2026-01-01 on.
  ///
  /// - Parameter meters: Codes by community.
  func register(_ meters: [String: [String]], settings: [String: String] = [:], columns: String = "") throws {
    try write(
      "communities.csv",
      ["community,name,zone\(columns)"] + meters.keys.sorted().map { "\($0),\($0),Europe/Paris\(settings[$0] ?? "")" })
    try write(
      "meters.csv",
      ["meter,community,from,interval_s,kind"]
        + meters.sorted { $0.key < $1.key }.flatMap { community, codes in
          codes.map { "\($0),\(community),2026-01-01,900,household" }
        })
    try step(
      "The communities and their houses are registered.",
      "gridctl import communities communities.csv && gridctl import meters meters.csv")
  }

  private var dumps = 0

  /// Loads mean powers in W of quarter hours, and makes the totals.
  ///
  /// - Parameter readings: Meter, start as RFC 3339, W used, W produced.
  func load(_ what: String, _ readings: [(meter: String, start: String, used: Int, made: Int)], asOf: String) throws {
    dumps += 1
    try write(
      "dump\(dumps).csv",
      ["meter_id,timestamp,consumed_wh,produced_wh"]
        + readings.map { "\($0.meter),\($0.start),\(decimal($0.used)),\(decimal($0.made))" })
    try step(
      what,
      "gridctl ingest dump\(dumps).csv --as-of \(asOf) && gridctl aggregate")
  }

  /// Wh of a quarter hour at a mean power, with its decimals: 1300 W are 325.
  private func decimal(_ watts: Int) -> String { "\(watts / 4)" + ["", ".25", ".5", ".75"][watts % 4] }
}
