import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Where dumps come from and go to, and what may fail there.
@Suite final class BadPlaceTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  private func quarterHours(_ count: Int) -> String {
    let rows = (0..<Int64(count)).map {
      "Q1,\(Instant(seconds: 1_735_686_000 + $0 * 900)),\($0 * 7919 % 24_989),\($0 * 104_729 % 24_977),0"
    }
    return ([DumpFixture.header] + rows).joined(separator: "\n")
  }

  private func failure(_ body: () throws -> Void) -> (any Failure)? {
    do { try body() } catch { return error as? any Failure }
    return nil
  }

  @Test("a named pipe is read like a file")
  func pipe() throws {
    let path = dumps.folder.appendingPathComponent("pipe").path
    #expect(mkfifo(path, 0o600) == 0)
    let text = quarterHours(20_000)
    let writer = Thread { try? Data(text.utf8).write(to: URL(fileURLWithPath: path), options: []) }
    writer.start()
    #expect(try dumps.load(path: path).loadedCount == 20_000)
    #expect(try dumps.database.lines("SELECT bytes FROM ingest.batch") == ["\(text.utf8.count)"])
  }

  @Test("a dump that grows while it is read is refused, and loads when it is complete")
  func growing() throws {
    // The callback that tells of progress comes with line 65,536.
    let comments = String(repeating: "#\n", count: 65_526)
    let path = try dumps.write(Data((comments + quarterHours(100)).utf8))
    var grown = false
    let refusal = failure {
      _ = try ingest(path, IngestRequest(asOf: Instant("2028-01-01T00:00:00Z")!), on: dumps.database.connection) {
        _, _ in
        guard !grown, let file = FileHandle(forWritingAtPath: path) else { return }
        grown = true
        file.seekToEndOfFile()
        file.write(Data("\nQ2,2025-04-01T10:00:00Z,1,0,0\n".utf8))
      }
    }
    #expect(grown)
    #expect(refusal?.status == .ioError)
    #expect(refusal?.message.contains("changed while it was read") == true)
    #expect(try dumps.database.lines("SELECT count(*) FROM ingest.batch") == ["0"])
    #expect(try dumps.load(path: path, asOf: "2028-01-01T00:00:00Z").loadedCount == 101)
  }

  @Test(
    "gzip that is cut off at any place, its sum and length included, loads nothing", arguments: [1, 4, 8, 9, 40, 300])
  func cutGzip(missing: Int) throws {
    let file = try dumps.write(Data(quarterHours(200).utf8), as: "whole.csv")
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = [file]
    try gzip.run()
    gzip.waitUntilExit()
    let whole = try Data(contentsOf: URL(fileURLWithPath: file + ".gz"))
    let cut = try dumps.write(whole.dropLast(missing), as: "cut.csv.gz")
    #expect(failure { try dumps.load(path: cut) }?.status == .ioError, "\(missing) bytes of \(whole.count) missing")
    #expect(try dumps.database.lines("SELECT count(*) FROM ingest.batch") == ["0"])
    #expect(try dumps.load(path: file + ".gz").loadedCount == 200)
  }

  @Test("gzip of nothing is an empty dump")
  func emptyGzip() throws {
    let bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let refusal = failure { try dumps.load(path: dumps.write(Data(bytes), as: "nothing.csv.gz")) }
    #expect(refusal?.status == .dataRefused)
    #expect(refusal?.message.contains("is empty") == true)
  }

  @Test("an unknown community is no input, and nothing is entered")
  func unknownCommunity() throws {
    let path = try dumps.write(Data(quarterHours(1).utf8))
    #expect(failure { try dumps.load(path: path, community: "C9") }?.status == .noInput)
    #expect(try dumps.database.lines("SELECT count(*) FROM ingest.batch") == ["0"])
  }

  @Test(
    "a full disk of the database is an I/O error in one line, and nothing is loaded", .enabled(if: SmallDisk.isPossible)
  )
  func fullDisk() throws {
    let disk = try SmallDisk(kilobytes: 256)
    defer { disk.remove() }
    let admin = try dumps.database.superuser()
    _ = try admin.literal("CREATE TABLESPACE small OWNER gridctl LOCATION '\(disk.folder)'")
    defer {
      _ = try? dumps.database.connection.literal("DROP TABLE grid.interval_block CASCADE")
      _ = try? admin.literal("DROP TABLESPACE small")
    }
    try dumps.database.script("ALTER TABLE grid.interval_block SET TABLESPACE small")
    let path = try dumps.write(Data(quarterHours(15_000).utf8))
    let refusal = failure { try dumps.load(path: path) }
    #expect(refusal?.status == .ioError, "\(refusal?.message ?? "loaded")")
    #expect(refusal?.message.contains("\n") == false)
    #expect(refusal?.hint?.isEmpty == false)
    for table in ["ingest.batch", "ingest.reject", "grid.interval_block", "grid.block_part", "ops.stale"] {
      #expect(try dumps.database.lines("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
    }
    // A dump that fits is loaded by the same connection.
    #expect(try dumps.load(path: dumps.write(Data(quarterHours(96).utf8), as: "small.csv")).loadedCount == 96)
  }
}

/// A file system of a few kilobytes; only root can make one.
private struct SmallDisk {
  let folder: String

  /// Whether this process may mount: tried once.
  static let isPossible: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(kilobytes: 64) else {
      print("skipped: only root can mount the small disk that must run full")
      return false
    }
    disk.remove()
    return true
  }()

  init(kilobytes: Int) throws {
    folder = "/tmp/gridctl-disk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let postgres = getpwnam("postgres")
    let options =
      "size=\(kilobytes)k,mode=700,uid=\(postgres?.pointee.pw_uid ?? 0),gid=\(postgres?.pointee.pw_gid ?? 0)"
    guard mount("tmpfs", folder, "tmpfs", 0, options) == 0 else {
      let reason = String(cString: strerror(errno))
      try? FileManager.default.removeItem(atPath: folder)
      throw PlainFailure(.cannotCreate, "cannot mount \(folder)", detail: reason)
    }
  }

  func remove() {
    umount2(folder, Int32(MNT_DETACH))
    try? FileManager.default.removeItem(atPath: folder)
  }
}
