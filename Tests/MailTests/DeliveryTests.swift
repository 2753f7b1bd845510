import Foundation
import Support
import Testing

/// `gridctl notify --smtp` against a real server on loopback, which is another program.
@Suite struct DeliveryTests {
  let database: TestDatabase
  let place: Workplace

  init() throws {
    database = try TestDatabase()
    place = try Workplace(isLoaded: false)
  }

  static let password = "pa55-wörd Ü1"

  /// Runs `gridctl notify` on the test's database; the clock is given in hours and minutes of 7 April 2025, UTC.
  func notify(_ words: String, at clock: String = "12:00", _ environment: [String: String] = [:]) throws -> (
    status: Int32, output: String
  ) {
    let instant = clock.contains("T") ? clock : "2025-04-07T\(clock):00Z"
    return try place.run(
      "gridctl notify \(words) --as-of \(instant)",
      environment: ["GRIDCTL_DATABASE": database.conninfo].merging(environment) { $1 })
  }

  func smtp(_ office: PostOffice) -> String {
    "--smtp smtp://localhost:\(office.port) --from 'Les Toits <community@example.org>'"
  }

  func states() throws -> [String] {
    try database.lines(
      """
      SELECT key, CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'waits' END,
             attempts FROM ops.mail ORDER BY mail_id
      """)
  }

  @Test("many mails go through one connection, and a second run sends nothing")
  func many() throws {
    let office = try PostOffice(in: place)
    for number in 1...12 { try database.put("D\(number)", to: "p\(number)@example.org") }
    let (status, output) = try notify(smtp(office))
    #expect(status == 0 && output.hasPrefix("notify: 12 mails sent, "), "\(output)")
    let mails = try office.mails()
    #expect(mails.map { $0.to[0] } == (1...12).map { "p\($0)@example.org" })
    #expect(mails[2].subject == "Demand D3: 7.4 kW from 7 April 2025 at 13:00")
    #expect(mails[2].body.contains("needed in Châteaubriant from 7 April 2025 at 13:00 until 7 April 2025 at 15:00"))
    #expect(Set(mails.map(\.id)).count == 12 && mails.allSatisfy { $0.bare == 0 && $0.defects == [] })
    let envelope = try office.envelopes()[0]
    #expect(envelope.from == "community@example.org" && envelope.helo == "example.org" && !envelope.tls)
    #expect(envelope.options.contains { $0.hasPrefix("SIZE=") })
    #expect(office.connections == 1)
    #expect(try notify(smtp(office)).output.hasPrefix("notify: 0 mails sent"))
    #expect(office.files.count == 12 && office.connections == 1)
    #expect(try notify(smtp(office) + " --quiet").output == "")
  }

  @Test("by implicit TLS and by STARTTLS, with a login whose password nobody sees", arguments: ["--tls", "--starttls"])
  func login(way: String) throws {
    try place.makeCertificates()
    let office = try PostOffice(
      "\(way) --cert cert.pem --key key.pem --user toits --password '\(Self.password)'", in: place)
    try database.put("D1", to: "slow@example.org")
    try database.put("D2", to: "a@example.org")
    try "\(Self.password)\n".write(toFile: "\(place.folder)/secret", atomically: false, encoding: .utf8)
    let scheme = way == "--tls" ? "smtps" : "smtp"
    let line =
      "--smtp \(scheme)://localhost:\(office.port) --from a@example.org --smtp-user toits --smtp-password-file secret --smtp-ca-file ca.pem"
    #expect(try notify(line).output.contains("secret is open to others"))
    let (status, output) = try place.run(
      """
      chmod 600 secret
      gridctl notify \(line) --as-of 2025-04-07T12:00:00Z & run=$!
      sleep 0.7; tr '\\0' ' ' < /proc/$run/cmdline; ps -ef > processes; wait $run
      """, environment: ["GRIDCTL_DATABASE": database.conninfo])
    #expect(status == 0 && output.contains("notify: 2 mails sent"), "\(output)")
    #expect(try office.envelopes().allSatisfy { $0.tls && $0.user })
    let processes = try place.succeed("grep gridctl processes | grep -v server.py")
    #expect(processes.contains("--smtp-user toits") && !processes.contains("pa55") && !output.contains("pa55"))
    #expect(try database.lines("SELECT r::text FROM ops.run AS r").allSatisfy { !$0.contains("pa55") })

    try database.put("D3", to: "b@example.org")
    let byVariable = line.replacing(" --smtp-password-file secret", with: "")
    let wrong = try notify(byVariable, ["GRIDCTL_SMTP_PASSWORD": "other"])
    #expect(wrong.status == 78 && wrong.output.contains("refuses the user or the password"), "\(wrong.output)")
    #expect(try states().last == "D3|waits|0")
    #expect(try notify(byVariable, ["GRIDCTL_SMTP_PASSWORD": Self.password]).status == 0)
    #expect(try notify(byVariable).status == 64)
  }

  @Test("a certificate that nobody vouches for, and a server without encryption, get no mail and no password")
  func certificates() throws {
    try place.makeCertificates()
    try database.put("D1", to: "a@example.org")
    let environment = ["GRIDCTL_SMTP_PASSWORD": Self.password]
    let strange = try PostOffice("--tls --cert cert.pem --key key.pem", in: place, name: "strange")
    var refused = try notify(
      "--smtp smtps://localhost:\(strange.port) --from a@example.org --smtp-user u", environment)
    #expect(
      refused.status == 78 && refused.output.contains("has a certificate that is not trusted"), "\(refused.output)")
    // The right authority, but the certificate is for another name.
    refused = try notify(
      "--smtp smtps://127.0.0.2:\(strange.port) --from a@example.org --smtp-ca-file ca.pem", environment)
    #expect(refused.status == 78 || refused.status == 75, "\(refused.output)")
    let plain = try PostOffice(in: place, name: "plain")
    refused = try notify(
      "--smtp smtp://localhost:\(plain.port) --from a@example.org --smtp-user u --smtp-ca-file ca.pem", environment)
    #expect(refused.status == 78 && refused.output.contains("offers no encryption"), "\(refused.output)")
    #expect(strange.files.isEmpty && plain.files.isEmpty)
    #expect(try states() == ["D1|waits|0"])
  }

  @Test("one mail that is refused, dropped or full holds up no other, and is listed without addresses")
  func refusals() throws {
    let office = try PostOffice(in: place)
    let people = ["nobody", "a", "later", "drop", "b", "full", "policy", "c"]
    for (index, name) in people.enumerated() { try database.put("D\(index)", to: "\(name)@example.org") }
    let (status, output) = try notify(smtp(office))
    #expect(status == 1, "\(output)")
    #expect(output.contains("given up: demand D0: 550 5.1.1 <…>: no such user"), "\(output)")
    #expect(output.contains("notify: 3 mails sent, 3 to be tried again, 2 given up"), "\(output)")
    #expect(try office.mails().map { $0.to[0] } == ["a@example.org", "b@example.org", "c@example.org"])
    #expect(
      try states() == [
        "D0|failed|1", "D1|sent|1", "D2|waits|1", "D3|waits|1", "D4|sent|1", "D5|failed|1", "D6|waits|1", "D7|sent|1",
      ])
    let list = try notify("--list").output
    #expect(list.contains("n…@example.org") && list.contains("waiting      1  2025-04-07 12:01"), "\(list)")
    #expect(list.contains("the connection was lost after DATA") && list.contains("451 4.7.1 …: try later"), "\(list)")
    for name in people { #expect(!list.contains("\(name)@") && !output.contains("\(name)@")) }
    #expect(list.contains("notify: 3 mails waiting, 2 failed"))
    #expect(database.isSound)
  }

  @Test("the next tries come after 1, 5 and 30 minutes, 2, 6, 12 and 24 hours; the ninth failure is the last")
  func backOff() throws {
    let office = try PostOffice(in: place)
    try database.put("D1", to: "later@example.org")
    var instants: [String] = []
    var clock = "2025-04-07T12:00:00Z"
    for _ in 0..<8 {
      #expect(try notify(smtp(office), at: clock).output.hasPrefix("notify: 0 mails sent, 1 to be tried again"))
      clock = try database.lines(
        #"SELECT to_char(next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') FROM ops.mail"#)[0]
      let before = try database.lines(
        "SELECT to_char(next_at - interval '1 s', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM ops.mail")[0]
      #expect(try notify(smtp(office), at: before).output.hasPrefix("notify: 0 mails sent, 0."))
      instants.append(clock)
    }
    #expect(
      instants == [
        "2025-04-07T12:01:00Z", "2025-04-07T12:06:00Z", "2025-04-07T12:36:00Z", "2025-04-07T14:36:00Z",
        "2025-04-07T20:36:00Z", "2025-04-08T08:36:00Z", "2025-04-09T08:36:00Z", "2025-04-10T08:36:00Z",
      ])
    let last = try notify(smtp(office), at: clock)
    #expect(last.status == 1 && last.output.contains("1 given up"))
    #expect(try states() == ["D1|failed|9"])
    #expect(try notify(smtp(office), at: "2025-05-01T00:00:00Z").output.hasPrefix("notify: 0 mails sent, 0."))
    #expect(try notify("--retry D2").status == 66)
    #expect(try notify("--retry D1 --dry-run").output.contains("1 mail waits again, nothing kept"))
    #expect(try states() == ["D1|failed|9"])
    #expect(try notify("--retry D1").output.contains("1 mail waits again"))
    try database.script("UPDATE ops.mail SET recipient = 'now@example.org'")
    #expect(try notify(smtp(office)).output.hasPrefix("notify: 1 mail sent"))
    #expect(database.isSound)
  }

  @Test("a server that is down, refuses the sender or loses every connection makes all wait, and costs no attempt")
  func down() throws {
    let office = try PostOffice(in: place)
    for number in 1...5 { try database.put("D\(number)", to: "a\(number)@example.org") }
    let stranger = try notify("--smtp smtp://127.0.0.1:\(office.port) --from stranger@example.org")
    #expect(
      stranger.status == 78 && stranger.output.contains("refuses us: 550 5.1.8 <…> sender refused"),
      "\(stranger.output)")
    office.stop()
    let (status, output) = try notify(smtp(office) + " --quiet")
    #expect(status == 75 && output.contains("cannot be used: Couldn't connect"), "\(output)")
    #expect(try states() == (1...5).map { "D\($0)|waits|0" })
    let unknown = try notify("--smtp smtps://no-such-host.invalid --from a@example.org")
    #expect(unknown.status == 75, "\(unknown.output)")
    let other = try PostOffice(in: place, name: "other")
    try database.script("UPDATE ops.mail SET recipient = 'drop@example.org', key = key WHERE key <> 'D9'")
    let lossy = try notify(smtp(other))
    #expect(lossy.status == 75 && lossy.output.contains("loses the connection again and again"), "\(lossy.output)")
    #expect(try states() == ["D1|waits|1", "D2|waits|1", "D3|waits|0", "D4|waits|0", "D5|waits|0"])
  }

  @Test("a server that takes few mails in a connection gets the rest in others")
  func few() throws {
    let office = try PostOffice("--at-most 3", in: place)
    for number in 1...8 { try database.put("D\(number)", to: "a\(number)@example.org") }
    let (status, output) = try notify(smtp(office))
    #expect(status == 0 && output.hasPrefix("notify: 8 mails sent, 0."), "\(output)")
    #expect(office.files.count == 8 && office.connections == 3)
  }

  @Test("a run that is killed between mails is finished by the next; at most one mail comes twice, with one Message-ID")
  func killed() throws {
    let office = try PostOffice(in: place)
    for number in 1...6 { try database.put("D\(number)", to: "slow\(number)@example.org") }
    let environment = ["GRIDCTL_DATABASE": database.conninfo]
    let started = try place.succeed(
      "gridctl notify \(smtp(office)) --as-of 2025-04-07T12:00:00Z > killed.log 2>&1 & echo $!",
      environment: environment)
    #expect(office.waits(for: 3))
    kill(pid_t(started.trimmingCharacters(in: .whitespacesAndNewlines))!, SIGKILL)
    let sent = try states().count { $0.contains("|sent|") }
    #expect((2...3).contains(sent))
    // The server ends the session of a killed client within seconds.
    var again = try notify(smtp(office))
    for _ in 0..<40 where again.status == 75 {
      usleep(250_000)
      again = try notify(smtp(office))
    }
    #expect(again.status == 0, "\(again.output)")
    #expect(try states() == (1...6).map { "D\($0)|sent|1" })
    let mails = try office.mails()
    #expect(Set(mails.map(\.id)).count == 6 && (6...7).contains(mails.count))
    let copies = Dictionary(grouping: office.files) { file in
      (try? Data(contentsOf: URL(fileURLWithPath: file))) ?? Data()
    }
    #expect(copies.count == 6, "what comes twice is the same to the byte")
  }

  @Test("of two runs at once one sends, and the other says that it is busy")
  func two() throws {
    let office = try PostOffice(in: place)
    for number in 1...3 { try database.put("D\(number)", to: "slow\(number)@example.org") }
    let (status, output) = try place.run(
      """
      gridctl notify \(smtp(office)) --as-of 2025-04-07T12:00:00Z 2> one & first=$!
      sleep 0.5; gridctl notify \(smtp(office)) --as-of 2025-04-07T12:00:00Z; echo $?; wait $first; echo $?
      """, environment: ["GRIDCTL_DATABASE": database.conninfo])
    #expect(
      status == 0 && output.contains("another 'notify mails' is running") && output.hasSuffix("75\n0\n"), "\(output)")
    #expect(try office.mails().map { $0.to[0] } == (1...3).map { "slow\($0)@example.org" })
  }

  @Test("an answer that was lost makes the mail come again, with the same Message-ID and bytes")
  func lost() throws {
    let office = try PostOffice(in: place)
    try database.put("D1", to: "lost@example.org")
    #expect(try notify(smtp(office)).output.contains("1 to be tried again"))
    #expect(try notify(smtp(office), at: "12:01").output.hasPrefix("notify: 1 mail sent"))
    #expect(office.files.count == 2)
    #expect(Set(try office.files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }).count == 1)
  }

  @Test("what expired is not sent and is counted, what is rehearsed is shown without addresses")
  func expired() throws {
    let office = try PostOffice(in: place)
    try database.put("D1", to: "a@example.org", expires: "2025-04-07T11:30:00Z")
    try database.put("D2", to: "b@example.org", expires: "2025-04-07T13:00:00Z")
    try database.put("D3", to: "c@example.org", created: "2025-04-07T12:30:00Z")
    let rehearsal = try notify(smtp(office) + " --dry-run")
    #expect(
      rehearsal.output.hasPrefix(
        """
        topic   key  to              subject
        demand  D2   b…@example.org  Demand D2: 7.4 kW from 7 April 2025 at 13:00
        notify: 1 mail, nothing sent (--dry-run),
        """), "\(rehearsal.output)")
    #expect(office.connections == 0)
    let (_, output) = try notify(smtp(office) + " --topic demand")
    #expect(output.contains("notify: 1 mail sent") && output.contains("1 mail of the last 24 hours expired unsent"))
    #expect(try states() == ["D1|waits|0", "D2|sent|1", "D3|waits|0"])
    #expect(try notify("--retry D1").status == 66)
  }

  @Test(
    "a wrong command line is refused, and no part of an address of a server is shown",
    arguments: [
      ("--from a@example.org", "needs one of --output"), ("--smtp smtp://h --maildir m --from a@b.c", "needs one of"),
      ("--smtp smtp://h", "needs --from"), ("--smtp smtp://h --from nobody", "--from is no mail address"),
      ("--smtp smtp://u:s3cret@h --from a@b.c", "neither smtps://HOST"),
      ("--smtp http://h --from a@b.c", "neither smtps://HOST"),
      ("--smtp smtp://h:99999 --from a@b.c", "neither smtps://HOST"),
      ("--smtp smtp://h --from a@b.c --smtp-user u", "needs a password"),
      ("--smtp smtp://h --from a@b.c --reply-to x", "--reply-to is no mail address"),
      ("--smtp smtp://h --from a@b.c --topic charge", "--topic is none of autarky"),
      ("--smtp smtp://h --from a@b.c --community C1", "--community is for --output"),
    ])
  func usage(words: String, says: String) throws {
    let (status, output) = try notify(words)
    #expect(status == 64 && output.contains(says) && !output.contains("s3cret"), "\(output)")
  }
}

extension TestDatabase {
  var isSound: Bool { (try? violations()) == [] }
}
