import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class BadInputTests {
  let dumps: DumpFixture
  let row = "Q1,2025-04-01T10:00:00Z,1,0,0"

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  /// The failure of loading a file; nothing may be left of it.
  func failure(_ path: String) throws -> any Failure {
    do {
      _ = try dumps.load(path: path)
    } catch let failure as any Failure {
      let left =
        "SELECT (SELECT count(*) FROM ingest.batch), (SELECT count(*) FROM ingest.reject), (SELECT count(*) FROM grid.interval_block)"
      #expect(try dumps.database.lines(left) == ["0|0|0"])
      return failure
    }
    Issue.record("\(path) was loaded")
    return PlainFailure(.done, "")
  }

  /// A dump packed by a program of the system.
  func packed(_ program: String, _ text: String) throws -> Data {
    let plain = try dumps.write(Data(text.utf8), as: "plain.csv")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-c", plain]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }

  @Test("a missing file and a folder are no input")
  func noInput() throws {
    #expect(try failure(dumps.folder.path + "/nothing.csv").status == .noInput)
    #expect(try failure(dumps.folder.path).status == .noInput)
  }

  @Test("gzip is unpacked, and gzip that is cut off or damaged loads nothing")
  func gzip() throws {
    let rows = (0..<3000).map { "Q1,\(Instant(seconds: 1_743_465_600 + Int64($0) * 900)),\($0 % 977),0,0" }
    let whole = try packed("/bin/gzip", ([DumpFixture.header] + rows).joined(separator: "\n"))
    let cut = try failure(dumps.write(whole.prefix(whole.count / 2), as: "cut.csv.gz"))
    #expect(cut.status == .ioError)
    #expect(cut.message.contains("cut.csv.gz is damaged or cut off"))
    var bent = whole
    bent[bent.count / 2] ^= 0xFF
    #expect(try failure(dumps.write(bent, as: "bent.csv.gz")).status == .ioError)
    #expect(try dumps.load(path: dumps.write(whole, as: "whole.csv.gz")).loadedCount == 3000)
  }

  @Test(
    "what is no dump is refused as a whole",
    arguments: [
      ("empty", ""), ("two columns", "foo,bar\n1,2\n"),
      ("no value column", "meter_id,timestamp\nQ1,2025-04-01T10:00:00Z\n"),
      ("a column twice", "meter_id,timestamp,consumed_wh,consumed_wh\n"), ("only blanks", "\n \n#x\n"),
      ("40 columns", (0..<40).map { "x\($0)," }.joined() + "meter_id,timestamp,consumed_wh\n"),
      ("prose", "Dear operator, here are the readings of April.\n"),
    ])
  func noDump(name: String, text: String) throws {
    #expect(try failure(dumps.write(Data(text.utf8))).status == .dataRefused, "\(name)")
  }

  @Test("line breaks of CR alone are line breaks")
  func returns() throws {
    let text = "meter_id,timestamp,consumed_wh\rQ1,2025-04-01T10:00:00Z,1\rQ1,2025-04-01T10:15:00Z,x\r"
    #expect(try dumps.load(path: dumps.write(Data(text.utf8))).loadedCount == 1)
    #expect(try dumps.codes() == ["3|not-a-number"])
  }

  @Test("binary garbage and a first line of ten megabytes are refused with one line")
  func garbage() throws {
    var generator = SplitMix(seed: 1)
    let bytes = Data((0..<100_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    #expect(try failure(dumps.write(bytes)).status == .dataRefused)
    let long = try failure(dumps.write(Data(repeating: 0x61, count: 10_000_000)))
    #expect(long.status == .dataRefused)
    #expect(long.message.utf8.count < 300)
  }

  @Test("a line of ten megabytes between good ones is one bad row")
  func longLine() throws {
    var data = Data("\(DumpFixture.header)\n\(row)\n".utf8)
    data.append(Data(repeating: 0x61, count: 10_000_000))
    data.append(Data("\nQ1,2025-04-01T10:15:00Z,2,0,0".utf8))
    let summary = try dumps.load(path: dumps.write(data))
    #expect(try dumps.codes() == ["3|line-too-long"])
    #expect(summary.loadedCount == 2)
    #expect(try dumps.database.lines("SELECT length(raw) FROM ingest.reject") == ["1000"])
  }

  @Test("a header alone is a dump without rows")
  func headerOnly() throws {
    #expect(try dumps.load([]).readCount == 0)
    #expect(try dumps.database.lines("SELECT read_count FROM ingest.batch") == ["0"])
  }

  @Test("bytes that are not UTF-8 and NUL are kept as \\xHH")
  func invalidText() throws {
    var data = Data("\(DumpFixture.header)\n".utf8)
    data.append(contentsOf: [0x51, 0xE9, 0x00, 0xC3, 0xA9] + Array(",x\n\(row)\n".utf8))
    try dumps.load(path: dumps.write(data))
    #expect(try dumps.codes() == ["2|invalid-utf8"])
    #expect(try dumps.database.lines("SELECT raw FROM ingest.reject") == ["Q\\xE9\\x00é,x"])
  }

  @Test("too many bad rows refuse the dump when a limit is set")
  func maxReject() throws {
    let path = try dumps.write(Data("\(DumpFixture.header)\n\(row)\nbad\n".utf8))
    let request = IngestRequest(asOf: Instant("2026-01-01T00:00:00Z")!, maxRejectPercent: 49)
    #expect(throws: PlainFailure.self) { try ingest(path, request, on: dumps.database.connection) }
    #expect(try dumps.database.lines("SELECT count(*) FROM ingest.batch") == ["0"])
  }

  @Test("a database that goes away in mid-load leaves nothing behind, and the same dump loads afterwards")
  func databaseGone() throws {
    // Long enough for the callback that tells of progress, in which the backend is ended.
    let rows = (0..<70_000).map { "F5,\(Instant(seconds: 1_735_686_000 + Int64($0) * 300)),\($0 % 7),0,0" }
    let path = try dumps.write(Data(([DumpFixture.header] + rows).joined(separator: "\n").utf8))
    let victim = try dumps.database.another()
    let pid = try victim.literal("SELECT pg_backend_pid() AS pid")[0].int("pid")
    let request = IngestRequest(asOf: Instant("2026-01-01T00:00:00Z")!)
    var wasEnded = false
    do {
      _ = try ingest(path, request, on: victim) { _, _ in
        guard !wasEnded else { return }
        wasEnded = true
        _ = try? self.dumps.database.lines("SELECT pg_terminate_backend(\(pid))")
      }
      Issue.record("the dump was loaded")
    } catch let failure as any Failure {
      #expect(failure.status == .unavailable)
    }
    #expect(wasEnded)
    #expect(try dumps.database.lines("SELECT count(*) FROM grid.interval_block") == ["0"])
    #expect(try dumps.load(path: path).loadedCount == 70_000)
  }

  @Test(
    "every way of writing the native form is read",
    arguments: [
      ("meter_id,timestamp,consumed_wh,produced_wh,battery_wh\r\nQ1,2025-04-01T10:00:00Z,7,0,0\r\n", "comma"),
      ("\u{FEFF}METER_ID; Timestamp ;Consumed_Wh\nQ1;2025-04-01t10:00z;7,000", "semicolon, decimal comma, BOM"),
      ("Q1,2025-04-01T12:00:00+02:00,7,0,0", "comma, no header"),
      ("\"timestamp\",\"consumed_wh\",\"meter_id\"\n\"2025-04-01T10:00:00Z\",\"7\",\"Q1\"\n", "comma"),
      (
        "# made by hand\n\nmeter_id,timestamp,consumed_wh,weather\nQ1,2025-04-01T10:00:00Z,7.0,sunny\n  \n# end",
        "comma"
      ),
    ])
  func layouts(text: String, layout: String) throws {
    let summary = try dumps.load(path: dumps.write(Data(text.utf8)))
    #expect(summary.layout.hasPrefix("native CSV, separator \(layout), columns "))
    #expect(
      try dumps.readings(.consumption).map { $0.replacingOccurrences(of: ".000", with: "") } == [
        "Q1|2025-04-01T10:00Z|7"
      ])
  }
}
