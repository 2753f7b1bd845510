import Foundation

extension TestDatabase {
  /// Registers the communities and meters of the sample readings, members from 2025-01-01.
  public func registerSamples(in folder: String) throws {
    let readings = URL(fileURLWithPath: folder).appendingPathComponent("readings")
    for row in try csv(readings.appendingPathComponent("communities.csv")) {
      try script("INSERT INTO grid.community (community, name, zone) VALUES ('\(row[0])', '\(row[1])', 'Europe/Paris')")
    }
    for row in try csv(readings.appendingPathComponent("meters.csv")) {
      try script(
        """
        WITH m AS (INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('\(row[0])', \(row[2]), 'household') RETURNING meter_id)
        INSERT INTO grid.membership SELECT m.meter_id, c.community_id, '[2025-01-01,)' FROM m, grid.community AS c
        WHERE c.community = '\(row[1])'
        """)
    }
  }

  /// The violations of every check, as `rule: row`; empty when all rules hold.
  public func violations() throws -> [String] {
    try Self.checks.flatMap { name in
      try connection.query(name).map { "\(name): \($0.texts.map { $0 ?? "" }.joined(separator: "|"))" }
    }
  }
}

/// The rows of a CSV file without quotes, header left out; `.gz` is unpacked by zcat.
public func csv(_ file: URL) throws -> [[String]] {
  var text: String
  if file.pathExtension == "gz" {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/zcat")
    process.arguments = [file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
  } else {
    text = try String(contentsOf: file, encoding: .utf8)
  }
  return text.split(separator: "\n").dropFirst().map { line in
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
