import Foundation
import Support
import Testing

@testable import gridctl

@Suite struct EmsLearnTests {
  @Test("a machine that is not there, has no readings, or cannot be drawn is told from a wrong command line")
  func statuses() throws {
    let place = try Workplace()
    _ = try place.succeed(
      """
      gridctl db psql -- -qc "INSERT INTO grid.flexible_device
        SELECT community_id, d.device, d.kind, meter_id, true, NULL, 'registry', NULL, NULL, '{}', '2025-04-23'
        FROM (VALUES ('WASH', 'machine', 'M133'), ('DISH', 'machine', ''), ('BOILER', 'water_heater', 'M129')) AS d (device, kind, code)
        JOIN grid.community ON community = 'EC2' LEFT JOIN grid.meter ON meter = d.code"
      """)
    let clock = "--as-of 2025-04-24T00:00:00+02:00"
    for (line, status) in [
      ("learn \(clock) --device NIX", 66), ("learn \(clock) --device DISH --show a.svg", 66),
      ("learn \(clock) --device WASH --show a.doc", 64), ("learn --show a.svg", 64), ("learn --keep", 64),
      ("learn --start-w -1", 64), ("learn --start-w 4x", 64), ("learn --cycle-gap 97", 64),
      ("learn --cycle-period 2h", 64), ("learn --look-back 1min", 64), ("learn --community NIX", 66),
      ("acquire \(clock) --device WASH", 66), ("acquire \(clock) --device BOILER", 0), ("learn \(clock)", 0),
    ] {
      let (found, output) = try place.run("gridctl ems \(line)")
      #expect(found == Int32(status), "\(line): \(output)")
    }
    // Real readings, in every form.
    for form in ["svg", "png", "csv", "xlsx"] {
      _ = try place.succeed("gridctl ems learn \(clock) --device WASH --start-w 500 --end-w 200 --show a.\(form)")
      #expect(FileManager.default.fileExists(atPath: "\(place.folder)/a.\(form)"))
    }
    #expect(try place.succeed("gridctl ems learn \(clock) --quiet") == "")
    // What a rehearsal finds is shown and not kept.
    func kept() throws -> String {
      try place.succeed("gridctl db psql -- -Atc 'SELECT count(*) FROM optimize.water_energy'")
    }
    let before = try kept()
    #expect(
      try place.succeed("gridctl ems acquire --as-of 2025-04-20T00:00:00+02:00 --dry-run").contains("(--dry-run)"))
    #expect(try kept() == before)
  }
}
