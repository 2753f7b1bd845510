import Grid
import Testing

@testable import Decode

private typealias Fixtures = EnedisFixtures

@Suite("a load curve of Enedis")
struct LoadCurveTests {
  @Test("stamped at the end, with BOM and a stray third field, begins at midnight")
  func stampedAtEnd() throws {
    var rows = Fixtures.rows("2022-07-29", from: 30, to: 1410, every: 30)
    rows = rows.replacing(";100\n", with: ";100;\n", maxReplacements: 1) + "2022-07-30T00:00:00+02:00;147"
    let text = "\u{FEFF}" + Fixtures.curve(rows, range: "29/06/2022;29/07/2023")
    #expect(EnedisDecoder.recognize(Array(text.utf8.dropFirst(3))) == .enedisLoadCurve)
    let sink = try Fixtures.load(text)
    // 100 + … + 147 W, half an hour each.
    #expect(sink.only.count == 48 && sink.only.reduce(0) { $0 + $1.value } == 5928)
    #expect(sink.only.first?.start == Fixtures.wall("2022-07-28T22:00:00Z"))
    #expect(sink.only.allSatisfy { $0.interval == 1800 })
    let channel = try #require(sink.channels.first)
    #expect(channel.meter == "00000000000017" && channel.register == "import" && channel.unit == "W")
    #expect(channel.quantity == .power(milliW: 1000) && channel.direction == .imported)
    #expect(sink.remarks == ["stamps-end"] && sink.faults == [])
  }

  @Test("stamped at the start, with accents, is not moved")
  func stampedAtStart() throws {
    let text = Fixtures.curve(
      Fixtures.rows("2020-08-20", from: 0, to: 1430, every: 10), range: "01/09/2018;21/08/2020"
    ).replacing("Type de donnees", with: "Type de données").replacing("Date de debut", with: "Date de début")
    let sink = try Fixtures.load(text)
    #expect(sink.only.count == 144 && sink.only.first?.start == Fixtures.wall("2020-08-19T22:00:00Z"))
    #expect(sink.only.last?.start == Fixtures.wall("2020-08-20T21:50:00Z"))
    #expect(sink.only.allSatisfy { $0.interval == 600 } && sink.remarks == ["stamps-start"])
  }

  @Test("has 50 half-hours on the day of 25 hours, with offsets or without, each row once or four times")
  func autumn() throws {
    for (copies, withOffset) in [(1, true), (1, false), (4, true), (4, false)] {
      let text = Fixtures.curve(
        Fixtures.counted(Fixtures.autumn, copies: copies, withOffset: withOffset), range: "30/10/2022;31/10/2022")
      let sink = try Fixtures.load(text)
      #expect(sink.only.map(\.value) == Array(1...50), "\(copies) \(withOffset)")
      #expect(sink.only.first?.start == Fixtures.wall("2022-10-29T22:00:00Z"))
      #expect(sink.only.last?.start == Fixtures.wall("2022-10-30T22:30:00Z"))
      #expect(sink.faults == [] && sink.remarks == ["stamps-end"])
    }
  }

  @Test("has 25 hours where each is a row, and the same hour is there twice in a row")
  func autumnHours() throws {
    let hours = ["01:00", "02:00", "02:00"] + (3...23).map { "\(Fixtures.two($0)):00" }
    var rows = hours.map { "2022-10-30T\($0):00;1\n" }.joined() + "2022-10-31T00:00:00;1\n"
    let sink = try Fixtures.load(Fixtures.curve(rows, range: "30/10/2022;31/10/2022"))
    #expect(sink.only.count == 25 && sink.only.allSatisfy { $0.interval == 3600 })
    // From the last to the first, as some write them.
    rows = rows.split(separator: "\n").reversed().joined(separator: "\n")
    #expect(try Fixtures.load(Fixtures.curve(rows, range: "30/10/2022;31/10/2022")).only.count == 25)
  }

  @Test("has 46 half-hours on the day of 23 hours, and no time in the hour that is skipped")
  func spring() throws {
    for withOffset in [true, false] {
      let rows = Fixtures.counted(Fixtures.spring, withOffset: withOffset)
      let sink = try Fixtures.load(Fixtures.curve(rows, range: "26/03/2023;27/03/2023"))
      #expect(sink.only.map(\.value) == Array(1...46) && sink.faults == [])
      #expect(sink.only.last?.start == Fixtures.wall("2023-03-26T21:30:00Z"))
    }
    let skipped = Fixtures.counted(Fixtures.spring, withOffset: false) + "2023-03-26T02:30:00;5\n"
    #expect(try Fixtures.load(Fixtures.curve(skipped)).faults == ["bad-timestamp:51"])
  }

  @Test("may change from 60 to 30 to 10 minutes")
  func changes() throws {
    let rows =
      Fixtures.rows("2022-07-29", from: 60, to: 600, every: 60, value: 60)
      + Fixtures.rows("2022-07-29", from: 630, to: 1200, every: 30, value: 30)
      + Fixtures.rows("2022-07-29", from: 1210, to: 1430, every: 10, value: 10)
    let end = try Fixtures.load(Fixtures.curve(rows + "2022-07-30T00:00:00+02:00;99\n"))
    #expect(end.remarks == ["stamps-end"])
    #expect(end.only.map { Int($0.interval) }.reduce(0, +) == 86_400)
    #expect(end.only.filter { $0.interval == 3600 }.count == 10)
    #expect(end.only.filter { $0.interval == 1800 }.count == 20)
    #expect(end.only.filter { $0.interval == 600 }.count == 24)
    let start = try Fixtures.load(Fixtures.curve("2022-07-29T00:00:00+02:00;99\n" + rows))
    #expect(start.remarks == ["stamps-start"])
    // 00:00 to 10:00 by hours, to 20:00 by half-hours, then by ten minutes.
    #expect(start.only.filter { $0.interval == 3600 }.count == 10)
    #expect(start.only.filter { $0.interval == 1800 }.count == 20)
    #expect(start.only.last?.start == Fixtures.wall("2022-07-29T21:50:00Z"))
  }

  @Test("has gaps, which are no longer intervals: a missing midnight, an empty value, a missing row")
  func gaps() throws {
    let rows =
      Fixtures.rows("2022-07-29", from: 60, to: 1380, every: 60)
      + Fixtures.rows("2022-07-30", from: 60, to: 1380, every: 60, value: 500).replacing(";505\n", with: ";\n")
      + "2022-07-31T00:00:00+02:00;1\n"
    let sink = try Fixtures.load(Fixtures.curve(rows, range: "29/07/2022;31/07/2022"))
    #expect(sink.only.count == 23 + 22 + 1 && sink.only.allSatisfy { $0.interval == 3600 })
    #expect(sink.faults == [])
    // 23:00 to midnight of the first day is not there, nor 05:00 to 06:00 of the second.
    let starts = Set(sink.only.map(\.start))
    #expect(!starts.contains(Fixtures.wall("2022-07-29T21:00:00Z")))
    #expect(!starts.contains(Fixtures.wall("2022-07-30T03:00:00Z")))
    #expect(starts.contains(Fixtures.wall("2022-07-29T22:00:00Z")))
    // Some rows missing one after the other do not make the interval longer either.
    let holes =
      Fixtures.rows("2022-07-29", from: 30, to: 300, every: 30)
      + Fixtures.rows("2022-07-29", from: 360, to: 600, every: 60)
      + Fixtures.rows("2022-07-29", from: 630, to: 1410, every: 30) + "2022-07-30T00:00:00+02:00;9\n"
    #expect(try Fixtures.load(Fixtures.curve(holes)).only.allSatisfy { $0.interval == 1800 })
  }

  @Test("that does not tell what its stamps are is refused, until the user says it")
  func undecidable() throws {
    let text = Fixtures.curve(
      "2022-07-29T10:00:00+02:00;1\n2022-07-29T10:30:00+02:00;2\n2022-07-29T11:00:00+02:00;3\n")
    let failure = #expect(throws: PlainFailure.self) { try Fixtures.load(text) }
    #expect(failure?.status == .dataRefused && failure?.hint == "Say it: --stamp start|end")
    #expect(try Fixtures.load(text, stamp: .start).only.first?.start == Fixtures.wall("2022-07-29T08:00:00Z"))
    #expect(try Fixtures.load(text, stamp: .end).only.first?.start == Fixtures.wall("2022-07-29T07:30:00Z"))
  }

  @Test("from 00:30 to 23:30 may lack its first or its last row: the range that was asked for may tell")
  func incomplete() throws {
    let rows = Fixtures.rows("2022-07-29", from: 30, to: 1410, every: 30)
    for range in ["29/07/2022;30/07/2022", "01/07/2022;31/07/2022", ";"] {
      #expect(throws: PlainFailure.self) { try Fixtures.load(Fixtures.curve(rows, range: range)) }
    }
    // Data begins where it was asked for, or ends there.
    #expect(try Fixtures.load(Fixtures.curve(rows, range: "29/07/2022;31/07/2022")).remarks == ["stamps-end"])
    #expect(try Fixtures.load(Fixtures.curve(rows, range: "2022-07-01;2022-07-30")).remarks == ["stamps-start"])
  }

  @Test("of headings only has no values and no fault")
  func empty() throws {
    let names = Fixtures.names + ";Pas en minutes"
    #expect(EnedisDecoder.recognize(Array(names.utf8)) == .enedisLoadCurve)
    for text in [names, names + "\n", Fixtures.curve(""), Fixtures.curve("").replacing("Horodate;Valeur\n", with: "")] {
      let sink = try Fixtures.load(text)
      #expect(sink.values.isEmpty && sink.faults == [] && sink.remarks == ["no-rows"])
    }
    let blank = try Fixtures.load(Fixtures.curve("2018-12-07T00:00:00+01:00;\n2018-12-07T01:00:00+01:00;\n"))
    #expect(blank.values.isEmpty && blank.faults == [])
    #expect(throws: PlainFailure.self) { try Fixtures.load("a;b\n1;2\n") }
  }

  @Test("shares its file with maximum power, which is passed over, and other metering points")
  func composite() throws {
    let peak =
      "\(Fixtures.names)\n00000000000017;Puissance maximale quotidienne;29/07/2022;30/07/2022;Puissance maximale atteinte;"
      + "Consommation;;VA\nHorodate;Valeur\n2022-07-29T16:56:41+02:00;4641\n2022-07-30T00:00:00+02:00;\n"
    let day = Fixtures.rows("2022-07-29", from: 30, to: 1410, every: 30) + "2022-07-30T00:00:00+02:00;9\n"
    let other = Fixtures.curve(
      Fixtures.rows("2022-07-29", from: 600, to: 690, every: 30), meter: "00000000000079", trade: "Production")
    let sink = try Fixtures.load(Fixtures.curve(day) + peak + other)
    #expect(sink.passed == 1 && sink.faults == [] && sink.remarks == ["stamps-end"])
    #expect(sink.sums["00000000000017/import/W"]?.0 == 48)
    // This one tells nothing itself: the file's stamps are ends.
    let exported = try #require(sink.values.first { $0.key.meter == "00000000000079" })
    #expect(exported.key.register == "export" && exported.key.direction == .exported)
    #expect(exported.value.keys.min() == Fixtures.wall("2022-07-29T07:30:00Z"))
  }

  @Test("may be energy, in kWh with a decimal comma, or not ours")
  func quantities() throws {
    let rows = "2022-07-29T00:30:00+0200;0,5\n2022-07-28T23:00:00Z;0,252\n2022-07-29T01:30+02:00;12\n"
    let sink = try Fixtures.load(Fixtures.curve(rows, trade: "Production", unit: "kWh"))
    #expect(sink.channels.first?.quantity == .energy(milliWh: 1_000_000))
    #expect(sink.sums["00000000000017/export/kWh"]?.1 == 12.752)
    let reactive = try Fixtures.load(Fixtures.curve(rows, kind: "Energie reactive inductive", unit: "VAr"))
    #expect(reactive.channels.first?.quantity == .other && reactive.channels.first?.direction == nil)
    #expect(reactive.channels.first?.register == "Energie reactive inductive Consommation")
  }

  @Test("rejects what is no reading, line by line")
  func faults() throws {
    let rows =
      "2022-07-29T00:30:00+02:00;1\n2022-07-29T01:00:00+02:00;x\nhier;3\n2022-07-29T01:30:00+02:00\n"
      + "2022-07-29T02:00:00+02:00;\"4\n2022-07-29T02:30:00+02:00;5\n"
    let sink = try Fixtures.load(Fixtures.curve(rows, meter: "1111111111111"), stamp: .end)
    #expect(sink.faults == ["not-a-number:6", "bad-timestamp:7", "missing-column:8", "open-quote:9"])
    #expect(sink.only.map(\.value) == [1, 5] && sink.remarks == ["odd-meter"])
    let lone = try Fixtures.load(Fixtures.curve("2022-07-29T00:30:00+02:00;1\n"))
    #expect(lone.faults == ["unknown-interval:5"])
    let said = try Fixtures.load(Fixtures.curve("2022-07-29T00:30:00+02:00;1\n", step: "30"))
    #expect(said.only.first?.start == Fixtures.wall("2022-07-28T22:00:00Z"))
  }

  @Test("of 2019 tells date and hour apart")
  func dateAndHour() throws {
    let text = """
      Date de la mesure;Heure de la mesure;Valeur;Statut de la mesure;PRM;Type de donn\u{e9}es;Date de d\u{e9}but;\
      Date de fin;Grandeur m\u{e9}tier;Grandeur physique;Statut demand\u{e9};Unit\u{e9};Pas en minutes
      12/06/2019;00:00;120;R\u{e9}el;00000000000017;Courbe de charge;12/06/2019;13/06/2019;CONS;PA;Brut;W;10
      12/06/2019;00:10;130;R\u{e9}el;00000000000017;Courbe de charge;12/06/2019;13/06/2019;CONS;PA;Brut;W;10

      """
    // In Latin-1, as it came.
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    #expect(EnedisDecoder.recognize(bytes) == .enedisLoadCurve)
    let sink = try Fixtures.load(bytes, .enedisLoadCurve)
    #expect(sink.only.map(\.value) == [120, 130] && sink.only.first?.interval == 600)
    #expect(sink.only.first?.start == Fixtures.wall("2019-06-11T22:00:00Z"))
  }

  @Test("of 2026 says in its heading whether stamps begin or end intervals, and may do without anything above it")
  func heading() throws {
    let rows = Fixtures.rows("2026-01-05", from: 630, to: 720, every: 30, offset: "+01:00", value: 1)
    for (word, first) in [("fin", "2026-01-05T09:00:00Z"), ("d\u{e9}but", "2026-01-05T09:30:00Z")] {
      let table = "horodate ISO \(word) de pas;puissance moyenne (W)\n\(rows)"
      for text in ["Identifiant PRM;00000000000017;Type de donnees;Courbe de charge;\n\(table)", table] {
        #expect(EnedisDecoder.recognize(Array(text.utf8)) == .enedisLoadCurve)
        let sink = try Fixtures.load(text, name: "Enedis_00000000000017.csv")
        #expect(sink.only.map(\.value) == [1, 2, 3, 4] && sink.only.first?.start == Fixtures.wall(first))
        #expect(sink.channels.first?.quantity == .power(milliW: 1000))
      }
      #expect(throws: PlainFailure.self) { try Fixtures.load(table) }
    }
  }

  @Test("saved again by a spreadsheet has short years and hours, and a metering point in disguise")
  func spreadsheet() throws {
    for meter in ["=\"00000000000017\"", "'00000000000017"] {
      let rows = "29/07/22 0:30;1\n29/07/2022 1:00;2\n29/07/2022 01:30:00;3\n29/07/22 10:00;4\n29/07/22 24:00;5\n"
      let sink = try Fixtures.load(Fixtures.curve(rows, meter: meter))
      #expect(sink.faults == [] && sink.remarks == ["stamps-end"] && sink.channels.first?.meter == "00000000000017")
      #expect(
        sink.only.map(\.value) == [1, 2, 3, 4, 5] && sink.only.first?.start == Fixtures.wall("2022-07-28T22:00:00Z"))
      #expect(sink.only.last?.start == Fixtures.wall("2022-07-29T21:30:00Z"))
    }
    for text in ["29/07/2", "29/07/22 ", "29/07/22 :30", "29/07/22 0:3", "29/07/022", "2022-07-2", "29/07/22 25:00"] {
      #expect(Array(text.utf8).withUnsafeBytes(WrittenTime.parse) == nil, "\(text)")
    }
  }
}
