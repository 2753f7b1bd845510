import Foundation
import Grid
import Ingest
import Testing

@Suite struct RegistryPeopleTests {
  let fixture = RegistryFixture()

  @Test("communities are added, changed, and left alone when the file is imported again")
  func communities() throws {
    let file = "community,name,zone,limit_w\nA,Alpha,Europe/Paris,9000\nB,\"Beta, \"\"b\"\"\",Indian/Reunion,\n"
    #expect(try fixture.counts(.communities, file) == "2/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.communities, file) == "0/0/2")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.communities, file.replacingOccurrences(of: "9000", with: "9001")) == "0/1/1")
    #expect(
      try fixture.database.lines("SELECT community, name, zone, limit_w FROM grid.community ORDER BY 1")
        == ["A|Alpha|Europe/Paris|9001", "B|Beta, \"b\"|Indian/Reunion|"])
  }

  @Test("zones are IANA names, not abbreviations, POSIX rules or made up")
  func zones() throws {
    for zone in ["CET", "EST5EDT", "GMT", "<+03>-3", "Europe/Atlantis", "europe/paris", "posix/Europe/Paris"] {
      #expect(
        try fixture.refusal(.communities, "community,name,zone\nA,Alpha,\(zone)\n")
          == ["communities.csv:2:3: unknown-zone: '\(zone)' is not an IANA time zone such as Europe/Paris"])
    }
    #expect(try fixture.counts(.communities, "community,name,zone\nA,Alpha,UTC\n") == "1/0/0")
  }

  @Test("a community with readings keeps its zone")
  func zoneWithReadings() throws {
    try fixture.registry()
    #expect(try fixture.counts(.communities, "community,name,zone\nA,Alpha,Europe/Rome\n") == "0/1/0")
    try fixture.readings(meter: "M1", community: "A", days: ["2025-02-01"])
    #expect(
      try fixture.refusal(.communities, "community,name,zone\nA,Alpha,Europe/Paris\n")
        == ["communities.csv:2:3: zone-has-readings: community A has readings, whose days its zone has cut"])
  }

  @Test("customers are added, changed, and left alone when the file is imported again")
  func customers() throws {
    let file = "customer;name;email;address\r\nC1;One;one@example.org;\"1, rue A\r\nParis\"\r\nC2;Two;;\r\n"
    #expect(try fixture.counts(.customers, file) == "2/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.customers, file) == "0/0/2")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.customers, "name,customer\nOne,C1\n") == "0/1/0")
    #expect(
      try fixture.database.lines("SELECT customer, name, email, address FROM grid.customer ORDER BY 1")
        == ["C1|One||", "C2|Two||"])
  }

  @Test("one bad row refuses the file: every finding with line and column, nothing applied, no name told")
  func nothingApplied() throws {
    let file = """
      \u{FEFF}# people
      customer,name,email

      C1,Good,good@example.org
      C2,,bad
      C3,"two
      lines",c3@example.org
      C1,Again,
      ,Nameless,
      C5,Short
      """
    #expect(
      try fixture.refusal(.customers, file) == [
        "customers.csv:5:2: missing-value: name is empty",
        "customers.csv:5:3: invalid-email: email is not one mail address",
        "customers.csv:8:1: duplicate-row: customer C1 is on line 4 already",
        "customers.csv:9:1: missing-value: customer is empty",
        "customers.csv:10: wrong-field-count: 2 fields, the header has 3",
      ])
    #expect(try fixture.database.lines("SELECT count(*) FROM grid.customer") == ["0"])
  }

  @Test("limits are whole watts that PostgreSQL can hold")
  func limits() throws {
    for limit in ["-1", "1.5", "9223372036854775808", "many"] {
      #expect(
        try fixture.refusal(.communities, "limit_w,community,name,zone\n\(limit),A,Alpha,UTC\n")
          == ["communities.csv:2:1: invalid-number: limit_w is not a whole number, zero or above"])
    }
  }

  @Test("headers of another file are refused in one line")
  func headers() throws {
    #expect(
      try fixture.refusal(.communities, "customer,name\nC1,One\n") == [
        "communities.csv:1: missing-column: the header has no 'community', 'zone'; expected community,name,zone[,seller][,limit_w][,tense_percent][,reopen_percent][,autarky][,latitude][,longitude]"
      ])
    #expect(
      try fixture.refusal(.customers, "customer,name,phone\nC1,One,1\n") == [
        "customers.csv:1:3: unknown-column: 'phone' is not a column of this file; expected customer,name[,email][,address][,postcode][,city][,country][,language][,siren][,vat_number]"
      ])
    #expect(
      try fixture.refusal(.customers, "customer,name,name\nC1,One,1\n")
        == ["customers.csv:1:3: duplicate-column: the header has 'name' twice"])
  }

  @Test("files without rows, folders and missing files are refused in one line")
  func noRows() throws {
    #expect(try fixture.refusal(.customers, "") == ["65 customers.csv is empty"])
    #expect(try fixture.refusal(.customers, "\n \r\n") == ["65 customers.csv is empty"])
    #expect(try fixture.refusal(.customers, "# nothing\n") == ["65 customers.csv has comments and nothing else"])
    #expect(try fixture.refusal(.customers, "customer,name\n#\n") == ["65 customers.csv has a header and no rows"])
    let connection = fixture.database.connection
    let missing = fixture.folder.appendingPathComponent("none.csv").path
    #expect(
      try fixture.refusal { try importRegistry(.customers, file: missing, asOf: fixture.asOf, on: connection) }
        == ["66 there is no file none.csv"])
    let folder = fixture.folder.path
    #expect(
      try fixture.refusal { try importRegistry(.customers, file: folder, asOf: fixture.asOf, on: connection) } == [
        "66 \(folder) is a folder"
      ])
  }

  @Test("a Latin-1 file is refused at its first wrong line")
  func latin1() throws {
    let bytes = Array("customer,name\nC1,One\nC2,Ren".utf8) + [0xE9, 0x0A]
    let file = try fixture.write(bytes, to: "latin.csv")
    let connection = fixture.database.connection
    #expect(
      try fixture.refusal { try importRegistry(.customers, file: file, asOf: fixture.asOf, on: connection) }
        == ["latin.csv:3: not-utf8: the line is not UTF-8"])
  }

  @Test("malformed quotes and control characters are findings")
  func quotes() throws {
    #expect(
      try fixture.refusal(.customers, "customer,name\nC1,O\"ne\nC2,\"Two\" x\nC3,a\u{0}b\nC4,\"open\nC5,Five\n") == [
        "customers.csv:2:2: stray-quote: a quote inside a field; put the field in quotes and write it twice",
        "customers.csv:3:2: stray-quote: text after a closing quote; write a quote inside a field twice",
        "customers.csv:4:2: control-character: a control character in a field",
        "customers.csv:5:2: unterminated-quote: a quote is opened here and never closed",
      ])
  }

  @Test("codes are short and on one line")
  func codes() throws {
    let long = String(repeating: "x", count: 101)
    #expect(
      try fixture.refusal(.customers, "customer,name\n\(long),One\n\"a\nb\",Two\n\" c\",Three\n") == [
        "customers.csv:2:1: invalid-code: customer has more than 100 characters",
        "customers.csv:3:1: invalid-code: customer has a line break or a tab",
        "customers.csv:5:1: invalid-code: customer has a space at an end",
      ])
  }
}
