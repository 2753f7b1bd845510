import Foundation
import Support
import Synchronization
import Testing

/// Bills from bad data, by processes that get in each other's way, and by processes that are killed.
@Suite struct BillAccidentTests {
  let place: Workplace

  /// Two communities without anybody.
  init() throws {
    place = try Workplace(isLoaded: false)
    try write(
      "tariffs.csv",
      [
        "tariff,from,component,period,windows,price,vat_rate", "T,2018-01-01,standing_charge,,,10.01,5.5",
        "T,2018-01-01,energy,HC,22:00-06:00,0.1003,20", "T,2018-01-01,energy,HP,,0.2007,20",
        "LATE,2025-04-10,energy,,,0.1,20", "NONE,2024-01-01,standing_charge,,,5,20",
      ])
    try write("communities.csv", ["community,name,zone", "C1,x,Europe/Paris", "C2,x,Europe/Paris"])
    _ = try place.succeed(
      "gridctl db init --quiet; gridctl import communities --quiet communities.csv && gridctl import tariffs --quiet tariffs.csv"
    )
  }

  private func write(_ file: String, _ lines: [String]) throws {
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: "\(place.folder)/\(file)", atomically: true, encoding: .utf8)
  }

  private func sql(_ text: String) throws -> String {
    try write("script.sql", [text])
    return try place.succeed("gridctl db psql -- -v ON_ERROR_STOP=1 -qAtf script.sql")
  }

  /// As many hourly meters of both communities in turn, each with a customer and a contract under T, and their April.
  private func settle(_ count: Int, isRead: Bool = true) throws {
    let numbers = (1...count).map { String(1000 + $0) }
    try write(
      "meters.csv",
      ["meter,community,from,interval_s,kind"]
        + numbers.map { "M\($0),C\(Int($0)! % 2 + 1),2018-01-01,3600,household" })
    try write("customers.csv", ["customer,name"] + numbers.map { "K\($0),x" })
    try write(
      "contracts.csv",
      ["contract,customer,meter,kind,tariff,from,to"] + numbers.map { "A\($0),K\($0),M\($0),consumption,T,2018-01-01," }
    )
    _ = try place.succeed("for kind in customers meters contracts; do gridctl import $kind --quiet $kind.csv; done")
    guard isRead else { return }
    _ = try sql(
      """
      SELECT ops.add_partitions('grid.interval_block', array_agg(d::date)) FROM generate_series('2025-04-01'::timestamp, '2025-04-30', '1 day') AS d;
      INSERT INTO grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, wh)
      SELECT s.community_id, m.meter_id, 3, d::date, 3600, 0, 1, array_fill((m.meter_id * 331 % 900)::integer, ARRAY[24])
      FROM grid.meter AS m JOIN grid.membership AS s USING (meter_id), generate_series('2025-04-01'::timestamp, '2025-04-30', '1 day') AS d
      """)
    try aggregate()
  }

  private func aggregate() throws {
    _ = try sql(
      "INSERT INTO ops.stale SELECT DISTINCT community_id, meter_id, daterange(day, day + 1) FROM grid.interval_block")
    _ = try place.succeed("gridctl aggregate --quiet")
  }

  @Test("what cannot be billed is named, held and ends with status 1; the others are billed")
  func badData() throws {
    try settle(6)
    try write(
      "more.csv",
      ["contract,customer,meter,kind,tariff,from,to", "B,K1001,M1001,consumption,T,2025-04-20,2025-05-01"])
    let overlap = try place.run("gridctl import contracts more.csv")
    #expect(overlap.status == 65 && overlap.output.contains("more.csv:2"), "\(overlap.output)")

    _ = try sql(
      """
      UPDATE grid.contract SET tariff_id = (SELECT tariff_id FROM grid.tariff WHERE tariff = 'LATE') WHERE contract = 'A1001';
      UPDATE grid.contract SET tariff_id = (SELECT tariff_id FROM grid.tariff WHERE tariff = 'NONE') WHERE contract = 'A1002';
      UPDATE grid.interval_block SET wh[7] = -40 WHERE day = '2025-04-07' AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'M1003');
      UPDATE grid.interval_block SET wh[7:9] = '{NULL,NULL,NULL}' WHERE day = '2025-04-07' AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'M1004');
      """)
    try aggregate()
    let run = try place.run("gridctl bill run --period 2025-04")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(
      Array(lines.dropLast()) == [
        "contract A1001: no-tariff-version: tariff 'LATE' has no version in force in 2025-04-01..2025-04-10",
        "contract A1002: no-energy-price: tariff 'NONE' has no energy price in 2025-04",
        "contract A1003: negative-energy: a reading of 2025-04-07 is below zero",
        "community C1, customer K1004, meter M1004: 717 of 720 intervals have readings",
      ])
    #expect(lines.last?.hasPrefix("bill run: 3 drafts of 2025-04, 10 lines, ") == true, "\(run.output)")

    let issue = try place.run("gridctl bill issue --period 2025-04 --as-of 2025-05-02T08:00:00Z")
    #expect(issue.status == 1)
    #expect(issue.output.contains("held: community C1, customer K1004, meter M1004: 717 of 720"), "\(issue.output)")
    #expect(issue.output.contains("2 invoices of 2025-04 F2025-000001…F2025-000002, 1 draft held"), "\(issue.output)")
    #expect(
      try place.run("gridctl bill issue --period 2025-04 --tolerance 0.5 --as-of 2025-05-02T08:00:00Z").output
        .contains("1 invoice of 2025-04 F2025-000003"))
    let check = try place.run("gridctl check --quiet")
    #expect(check.output == "", "\(check.output)")
  }

  /// What a run says, without the seconds it took.
  private func said(_ line: String) throws -> [String] {
    let (status, output, errors) = try place.runApart(line)
    let plain = errors.replacing(", nothing kept (--dry-run)", with: "").replacing(/, [0-9.]+ s\n/, with: "\n")
    return ["\(status)", output, plain]
  }

  /// Everything that is billed, as text; the run that wrote it left out.
  private func tables() throws -> String {
    try sql(
      ["draft", "draft_line", "draft_vat", "invoice", "invoice_line", "invoice_vat", "set_off", "invoice_series"]
        .map { "SELECT '\($0) ' || x FROM billing.\($0) AS x ORDER BY x::text;" }.joined(separator: "\n"))
  }

  @Test("a dry run says byte for byte what the run says and keeps nothing; as many jobs as one likes bill the same")
  func dryRun() throws {
    try settle(8)
    _ = try sql("UPDATE grid.interval_block SET wh[7] = NULL WHERE day = '2025-04-07' AND meter_id = 3")
    _ = try sql("UPDATE grid.interval_block SET wh[7] = -7 WHERE day = '2025-04-07' AND meter_id = 4")
    let empty = try tables()
    let line = "gridctl bill run --period 2025-04 --as-of 2025-05-02T08:00:00Z"
    let rehearsed = try said(line + " --dry-run")
    #expect(try tables() == empty)
    #expect(try said(line + " --jobs 1") == rehearsed)
    let drafts = try tables()
    #expect(drafts.contains("draft_line"))
    #expect(try said(line + " --jobs 4") == rehearsed)
    #expect(try tables() == drafts)

    let issue = "gridctl bill issue --period 2025-04 --as-of 2025-05-02T08:00:00Z"
    let wouldIssue = try said(issue + " --dry-run")
    #expect(wouldIssue[0] == "1" && wouldIssue[2].contains("held: "))
    #expect(try tables() == drafts)
    #expect(try said(issue) == wouldIssue)
    #expect(try tables().contains("F2025-000006"))
  }

  @Test("two issues at once: one does it, the other waits or says that it is busy")
  func atOnce() throws {
    try settle(60)
    _ = try place.succeed("gridctl bill run --quiet --period 2025-04")
    let ended = Mutex<[Int32]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      let status = (try? place.run("gridctl bill issue --quiet --period 2025-04").status) ?? -1
      ended.withLock { $0.append(status) }
    }
    let statuses = ended.withLock { $0.sorted() }
    #expect(statuses == [0, 0] || statuses == [0, 75], "\(statuses)")
    #expect(
      try sql("SELECT count(*), max(number), (SELECT count(*) FROM billing.draft) FROM billing.invoice") == "60|60|0\n")
    #expect(try place.run("gridctl check --quiet").status == 0)
  }

  @Test("an issue that is killed a hundred times at random moments leaves no gap, no double and loses nothing")
  func killed() throws {
    try settle(60, isRead: false)
    // Moments from the start nearly to the end of an issue, as long as it takes here and now. What was killed too late is
    // issued, and the next month's turn comes.
    let script = """
      RANDOM=7; number=0; kills=0
      month() { date -d "2018-01-01 +$number month" +%Y-%m; }
      draft() { gridctl bill run --quiet --period $(month) > run.log 2>&1; }
      draft
      start=$(date +%s%N); gridctl bill issue --quiet --dry-run --allow-estimated --period $(month)
      took=$(( ($(date +%s%N) - start) / 1000000 ))
      while [ $kills -lt 100 ] && [ $number -lt 80 ]; do
        delay=$(( RANDOM * took / 36000 + 1 ))
        timeout -s KILL $((delay / 1000)).$(printf %03d $((delay % 1000))) \
          gridctl bill issue --quiet --allow-estimated --period $(month) > issue.log 2>&1
        case $? in
          137) kills=$((kills + 1));;
          75) sleep 0.02;;
          0) number=$((number + 1)); draft;;
          *) cat issue.log; exit 9;;
        esac
      done 2> /dev/null
      until gridctl bill issue --quiet --allow-estimated --period $(month); do sleep 0.1; done
      echo $kills $((number + 1))
      """
    try write("kill.sh", [script])
    let (status, output) = try place.run("bash kill.sh")
    let words = output.split(separator: "\n").last?.split(separator: " ").compactMap { Int($0) } ?? []
    try #require(status == 0 && words.count == 2, "\(output)")
    #expect(words[0] == 100, "\(words)")
    let count = words[1] * 60
    #expect(
      try sql(
        """
        SELECT count(*), count(DISTINCT number), max(number), count(DISTINCT (meter_id, period)),
               (SELECT count(*) FROM billing.draft) FROM billing.invoice
        """) == "\(count)|\(count)|\(count)|\(count)|0\n")
    #expect(try place.run("gridctl check --quiet").status == 0)
  }
}
