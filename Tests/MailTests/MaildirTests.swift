import Foundation
import Support
import Testing

/// `gridctl notify --maildir`, and what is put into the queue.
@Suite struct MaildirTests {
  let database: TestDatabase
  let place: Workplace

  init() throws {
    database = try TestDatabase()
    place = try Workplace(isLoaded: false)
  }

  func notify(_ words: String = "", at instant: String = "2025-04-07T12:00:00Z") throws -> (
    status: Int32, output: String
  ) {
    try place.run(
      "gridctl notify --maildir box --from toits@example.org --as-of \(instant) \(words)",
      environment: ["GRIDCTL_DATABASE": database.conninfo])
  }

  func mails() throws -> [ReadMail] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(place.folder)/box/new").sorted()
    return try read(names.map { "\(place.folder)/box/new/\($0)" }, in: place)
  }

  @Test("a mail is one file, also when the run died before it could note that, and when it was read since")
  func once() throws {
    for number in 1...3 { try database.put("D\(number)", to: "a\(number)@example.org") }
    #expect(try notify().output.hasPrefix("notify: 3 mails sent"))
    let before = try place.succeed("cd box; find . -type f | sort | xargs sha256sum; stat -c %a . new tmp")
    #expect(before.hasSuffix("700\n700\n700\n"))
    try database.script("UPDATE ops.mail SET sent_at = NULL, attempts = 0")
    #expect(try notify().output.hasPrefix("notify: 3 mails sent"))
    #expect(try place.succeed("cd box; find . -type f | sort | xargs sha256sum; stat -c %a . new tmp") == before)
    _ = try place.succeed("cd box; for f in new/*; do mv $f cur/${f#new/}:2,S; done")
    try database.script("UPDATE ops.mail SET sent_at = NULL, attempts = 0")
    #expect(try notify().output.hasPrefix("notify: 3 mails sent"))
    #expect(try place.succeed("ls box/new box/tmp | grep -c gridctl || true") == "0\n")
    #expect(try place.succeed("ls box/cur | wc -l") == "3\n")
  }

  @Test("a package goes out as it was put; one that changed or is missing fails alone, and can be tried again")
  func packages() throws {
    _ = try place.succeed("head -c 3000000 /dev/urandom > good.zip; cp good.zip bad.zip; cp good.zip gone.zip")
    let sha = String(try place.succeed("sha256sum good.zip").prefix(64))
    for name in ["bad", "gone", "good"] {
      try database.mail(
        "package", name, to: "green@example.org",
        attachments: #"[{"name":"\#(name).zip","path":"\#(place.folder)/\#(name).zip","sha256":"\#(sha)"}]"#,
        #"{"partner":"GREEN","product":"production","period":"2025-04","grain":"hour","datapoints":720,"suppressed":0}"#
      )
    }
    _ = try place.succeed("printf x >> bad.zip; rm gone.zip")
    let (status, output) = try notify()
    #expect(status == 1 && output.contains("notify: 1 mail sent, 2 given up"), "\(output)")
    #expect(output.contains("given up: package bad: the attachment bad.zip has changed since the mail was put"))
    #expect(output.contains("given up: package gone: the attachment gone.zip is missing"))
    let mail = try #require(try mails().first)
    #expect(mail.attachments == [.init(name: "good.zip", type: "application/zip", sha256: sha)])
    #expect(
      mail.subject == "Your data: production, April 2025" && mail.body.contains("720 values") && mail.longest <= 76)
    #expect(try place.succeed("ls box/tmp | wc -l") == "0\n")
    _ = try place.succeed("cp good.zip bad.zip; cp good.zip gone.zip")
    #expect(
      try place.succeed("gridctl notify --retry all", environment: ["GRIDCTL_DATABASE": database.conninfo])
        .contains("2 mails wait again"))
    #expect(try notify(at: "2099-01-01T00:00:00Z").output.hasPrefix("notify: 2 mails sent"))
    #expect(database.isSound)
  }

  @Test("an attachment of any size is sent in little memory")
  func large() throws {
    _ = try place.succeed("head -c 200000000 /dev/zero > large.zip")
    let sha = String(try place.succeed("sha256sum large.zip").prefix(64))
    try database.mail(
      "package", "large", to: "a@example.org",
      attachments: #"[{"name":"large.zip","path":"\#(place.folder)/large.zip","sha256":"\#(sha)"}]"#,
      #"{"partner":"GREEN","product":"production","period":"2025-04","grain":"hour","datapoints":720,"suppressed":0}"#)
    let output = try place.succeed(
      """
      gridctl notify --maildir box --from toits@example.org --as-of 2025-04-07T12:00:00Z & run=$!
      most=0
      while kill -0 $run 2> /dev/null; do
        now=$(sed -n 's/^VmHWM:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/$run/status 2> /dev/null)
        [ "${now:-0}" -gt $most ] && most=$now; sleep 0.02
      done; echo $most
      """, environment: ["GRIDCTL_DATABASE": database.conninfo])
    let most = try #require(output.split(separator: "\n").compactMap { Int($0) }.first)
    #expect(most > 1000 && most < 100_000, "\(most) KiB")
    #expect(try place.succeed("stat -c %s box/new/*").hasPrefix("27"))
  }

  /// A community with two households and a plant; K1 has the contract of M1.
  func neighbours() throws {
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone, autarky) VALUES ('C1', 'Bourg', 'Europe/Paris', 'net'), ('C2', 'Autre', 'Europe/Paris', 'net');
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('M1', 900, 'household'), ('M2', 900, 'household');
      INSERT INTO grid.customer (customer, name) VALUES ('K1', 'x'), ('K2', 'y');
      INSERT INTO grid.tariff (tariff) VALUES ('T');
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
      SELECT 'V1', customer_id, meter_id, 'consumption', tariff_id, '[2025-01-01,)'
      FROM grid.customer, grid.meter, grid.tariff WHERE customer = 'K1' AND meter = 'M1';
      """)
  }

  func contact(
    _ code: String, _ topic: String, _ scope: String, _ value: String, email: String? = nil,
    during: String = "[2025-01-01,)"
  ) throws {
    let column = scope == "supplier" ? "supplier" : "\(scope)_id"
    let found =
      scope == "supplier" ? "'\(value)'" : "(SELECT \(scope)_id FROM grid.\(scope) WHERE \(scope) = '\(value)')"
    try database.script(
      """
      INSERT INTO grid.contact (contact, topic, email, language, during, \(column))
      VALUES ('\(code)', '\(topic)', '\(email ?? "\(code.lowercased())@example.org")', 'en', '\(during)', \(found))
      """)
  }

  func outbox(
    _ topic: String, _ key: String, _ happened: String, expires: String = "NULL", community: String = "C1",
    _ message: String
  ) throws {
    try database.script(
      """
      INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, expires_at, message)
      VALUES ('\(topic)', '\(key)', '\(community)', '\(happened)', '2025-10-26T00:00:00Z', \(expires), '\(message)')
      """)
  }

  @Test("who asked for a change gets it once, and nobody else does; the outbox stays as it is")
  func wanted() throws {
    try neighbours()
    try contact("A", "autarky", "community", "C1")
    try contact("B", "autarky", "meter", "M1")
    try contact("C", "autarky", "customer", "K1")
    try contact("C2", "autarky", "meter", "M1", email: "c@example.org")
    try contact("D", "autarky", "community", "C2")
    try contact("E", "autarky", "customer", "K2")
    try contact("F", "autarky", "community", "C1", during: "[2025-10-27,)")
    try contact("G", "malfunction", "community", "C1")
    try contact("H", "demand", "supplier", "ERDRE")
    try contact("I", "demand", "customer", "K2")
    try contact("J", "demand", "supplier", "LOIRE")
    try outbox("autarky", "one", "2025-10-26T00:30:00Z", #"{"type":"Community","id":"C1","autarky":true}"#)
    try outbox("autarky", "two", "2025-10-26T01:30:00Z", #"{"type":"Client","id":"M1","autarky":false}"#)
    try outbox("autarky", "old", "2025-10-24T11:00:00Z", #"{"type":"Community","id":"C1","autarky":true}"#)
    try outbox("malfunction", "three", "2025-10-23T10:00:00Z", #"{"type":"Malfunction","meter":"M2","kind":"absence"}"#)
    try outbox(
      "demand", "four", "2025-10-26T02:30:00Z", expires: "'2025-10-26T02:30:00Z'",
      #"{"type":"Demand","demand":"D1","partner":"K2","community":"C1","power_w":1000,"start":"2025-10-26T02:30:00Z","end":"2025-10-26T03:30:00Z","short_notice":false,"suppliers":["ERDRE"]}"#
    )
    let (status, output) = try notify(at: "2025-10-26T02:00:00Z")
    #expect(status == 0 && output.hasPrefix("notify: 6 mails sent"), "\(output)")
    let found = try mails().map { "\($0.to[0]) \($0.subject)" }.sorted()
    #expect(
      found == [
        "a@example.org Bourg is self-sufficient", "b@example.org Your home is no longer self-sufficient",
        "c@example.org Your home is no longer self-sufficient", "g@example.org Malfunction: meter M2 of Bourg",
        "h@example.org Demand D1: 1 kW from 26 October 2025 at 03:30",
        "i@example.org Demand D1: 1 kW from 26 October 2025 at 03:30",
      ])
    let bodies = try mails().map(\.body).joined()
    // 02:30 comes twice that night: in summer time, and an hour later in winter time.
    #expect(bodies.contains("26 October 2025 at 02:30 (UTC+02:00), Bourg has made"))
    #expect(bodies.contains("26 October 2025 at 02:30 (UTC+01:00), your home (meter M1)"))
    #expect(try notify(at: "2025-10-26T02:15:00Z").output.hasPrefix("notify: 0 mails sent"))
    #expect(try database.lines("SELECT count(*) FROM ops.outbox WHERE sent_at IS NULL") == ["5"])
  }

  @Test("of a message about many meters who asked about one of them hears of that one alone")
  func many() throws {
    try neighbours()
    try contact("A", "malfunction", "community", "C1")
    try contact("B", "malfunction", "meter", "M1")
    try contact("C", "malfunction", "customer", "K1")
    try contact("D", "malfunction", "customer", "K2")
    try contact("E1", "malfunction", "meter", "M1", email: "e@example.org")
    try contact("E2", "malfunction", "meter", "M2", email: "e@example.org")
    try outbox(
      "malfunction", "many", "2025-10-25T10:00:00Z",
      #"{"type":"Malfunction","meter_count":3,"member_count":4,"kind":"absence","since":"2025-10-23 10:00","latest":"2025-10-23 11:00","meters":[{"meter":"M1","since":"2025-10-23 11:00"},{"meter":"M2","since":"2025-10-23 10:00"},{"meter":"M3","since":"2025-10-23 10:00"}],"malfunctions":[1,2,3]}"#
    )
    #expect(try notify(at: "2025-10-26T02:00:00Z").output.hasPrefix("notify: 4 mails sent"))
    let sent = try mails().sorted { $0.to[0] < $1.to[0] }
    #expect(
      sent.map { "\($0.to[0]) \($0.subject)" } == [
        "a@example.org Malfunction: 3 of 4 meters of Bourg", "b@example.org Malfunction: meter M1 of Bourg",
        "c@example.org Malfunction: meter M1 of Bourg", "e@example.org Malfunction: 2 meters of Bourg",
      ])
    #expect(sent[1].body.contains("23 October 2025 at 11:00") && !sent[1].body.contains("M2"))
    #expect(sent[3].body.contains("Meters: M1, M2.") && !sent[3].body.contains("M3"))
    #expect(try notify(at: "2025-10-26T02:15:00Z").output.hasPrefix("notify: 0 mails sent"))
  }

  @Test("a change that the outbox takes back is taken back as a mail while it waits")
  func withdrawn() throws {
    try neighbours()
    try contact("A", "autarky", "community", "C1")
    try outbox("autarky", "one", "2025-10-26T00:30:00Z", #"{"type":"Community","id":"C1","autarky":true}"#)
    // It waits, as it does when the server is down.
    let down = try place.run(
      "gridctl notify --smtp smtp://127.0.0.1:1 --from a@example.org --as-of 2025-10-26T01:00:00Z",
      environment: ["GRIDCTL_DATABASE": database.conninfo])
    #expect(down.status == 75)
    #expect(try database.lines("SELECT key FROM ops.mail") == ["one"])
    try database.script("DELETE FROM ops.outbox")
    #expect(try notify(at: "2025-10-26T01:15:00Z").output.hasPrefix("notify: 0 mails sent, 1 withdrawn"))
    #expect(try database.lines("SELECT key FROM ops.mail") == [])
  }

  @Test("the wall clock names its offset in hours that it shows twice, east and west of Greenwich")
  func wallClock() throws {
    func clock(_ at: String, _ zone: String) throws -> String {
      try database.lines("SELECT grid.wall_clock('\(at)', '\(zone)')")[0]
    }
    #expect(try clock("2025-10-25T23:59:00Z", "Europe/Paris") == "2025-10-26 01:59")
    #expect(try clock("2025-10-26T00:00:00Z", "Europe/Paris") == "2025-10-26 02:00 +02:00")
    #expect(try clock("2025-10-26T01:59:00Z", "Europe/Paris") == "2025-10-26 02:59 +01:00")
    #expect(try clock("2025-10-26T02:00:00Z", "Europe/Paris") == "2025-10-26 03:00")
    #expect(try clock("2025-03-30T01:00:00Z", "Europe/Paris") == "2025-03-30 03:00")
    #expect(try clock("2025-11-02T05:30:00Z", "America/New_York") == "2025-11-02 01:30 -04:00")
    #expect(try clock("2025-11-02T05:00:00Z", "America/St_Johns") == "2025-11-02 01:30 -03:30")
    #expect(try clock("2025-11-02T04:00:00Z", "America/St_Johns") == "2025-11-02 01:30 -02:30")
  }
}
