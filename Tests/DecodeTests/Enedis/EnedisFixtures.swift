import Grid

@testable import Decode

/// Dumps in the shape of Enedis' own, of metering points that do not exist.
enum EnedisFixtures {
  static let names =
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite"

  /// A load curve: the header and the rows as given.
  static func curve(
    _ rows: String, range: String = "29/07/2022;30/07/2022", meter: String = "00000000000017",
    kind: String = "Energie active", trade: String = "Consommation", unit: String = "W", step: String = ""
  ) -> String {
    "\(names);Pas en minutes\n\(meter);Courbe de charge;\(range);\(kind);\(trade);Comptage Brut;\(unit);\(step)\n\n"
      + "Horodate;Valeur\n\(rows)"
  }

  /// Rows at a distance, the values counting up from a first one. Times of a clock with one offset.
  static func rows(
    _ day: String, from: Int, to: Int, every minutes: Int, offset: String = "+02:00", value: Int = 100
  ) -> String {
    stride(from: from, through: to, by: minutes).enumerated().map { number, minute in
      "\(day)T\(two(minute / 60)):\(two(minute % 60)):00\(offset);\(value + number)\n"
    }.joined()
  }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// 25 hours, stamped at the end: the values 1 to 50.
  static let autumn: [String] = {
    var stamps: [String] = []
    for half in 1...6 { stamps.append("2022-10-30T\(two(half / 2)):\(half % 2 == 0 ? "00" : "30"):00+02:00") }
    // What follows 02:30+02:00 ends at 03:00+02:00, which is 02:00+01:00.
    stamps[5] = "2022-10-30T02:00:00+01:00"
    for half in 5...47 { stamps.append("2022-10-30T\(two(half / 2)):\(half % 2 == 0 ? "00" : "30"):00+01:00") }
    return stamps + ["2022-10-31T00:00:00+01:00"]
  }()

  /// 23 hours, stamped at the end: the values 1 to 46.
  static let spring: [String] = {
    var stamps = (1...3).map { "2023-03-26T\(two($0 / 2)):\($0 % 2 == 0 ? "00" : "30"):00+01:00" }
    for half in 6...47 { stamps.append("2023-03-26T\(two(half / 2)):\(half % 2 == 0 ? "00" : "30"):00+02:00") }
    return stamps + ["2023-03-27T00:00:00+02:00"]
  }()

  /// Stamps with the values 1, 2, 3 …, each row as often as told, with or without the offsets.
  static func counted(_ stamps: [String], copies: Int = 1, withOffset: Bool = true) -> String {
    stamps.enumerated().map { number, stamp in
      let time = withOffset ? stamp : String(stamp.prefix(19))
      return String(repeating: "\(time);\(number + 1)\n", count: copies)
    }.joined()
  }

  static let indexNames =
    "Horodate;Type de releve;EAS F1;EAS F2;EAS F3;EAS F4;EAS F5;EAS F6;EAS F7;EAS F8;EAS F9;EAS F10;EAS D1;EAS D2;"
    + "EAS D3;EAS D4;EAS T"

  static func index(_ rows: String, names: String = indexNames) -> String {
    "\u{FEFF}\(Self.names)\n00000000000024;Index;23/01/2021;08/01/2024;Energie active;Consommation;Comptage Brut;Wh\n"
      + "\(names)\n\(rows)"
  }

  static let calendar = """
    Periode;Identifiant calendrier fournisseur;Libelle calendrier fournisseur;Identifiant classe temporelle 1;Libelle \
    classe temporelle 1;Cadran classe temporelle 1;Identifiant calendrier distributeur;Libelle calendrier \
    distributeur;Identifiant classe temporelle distributeur 1;Libelle classe temporelle distributeur 1;Cadran classe \
    temporelle distributeur 1
    Du 2021-01-24T00:00:00+01:00 au 2022-08-31T01:00:00+02:00;FC000000;Base;BASE;Base;EAS F1;DI000000;Sans;BASE;Base;EAS D1
    Du 2022-08-31T01:00:00+02:00 au 2023-03-08T00:00:00+01:00;INCONNU;INCONNU;;;EAS F1;INCONNU;INCONNU;;;EAS D1
    Du 2023-03-08T00:00:00+01:00 au;FC000000;Base;BASE;Base;EAS F1;DI000000;Sans;BASE;Base;EAS D1

    """

  static let r63Names =
    "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;Horodate;Valeur;"
    + "Nature;Pas;Indice de vraisemblance;Etat complémentaire\n"

  /// Two metering points, one of them with reactive energy and feed-in.
  static let r63 = """
    {"header":{"siDemandeur":"SGE","codeFlux":"R63","format":"JSON"},"mesures":[
     {"idPrm":"00000000000031","etapeMetier":"BRUT","periode":{"dateDebut":"2026-01-01","dateFin":"2026-01-02"},
      "modeCalcul":"BRUT","grandeur":[
       {"grandeurMetier":"CONS","grandeurPhysique":"EA","unite":"Wh","points":[
        {"d":"2026-01-01T00:00:00+01:00","v":"10","p":"PT5M","n":"R","tc":"","iv":0},
        {"d":"2026-01-01T00:05:00+01:00","v":"11","p":"PT5M","n":"E","iv":1,"ec":2},
        {"d":"2026-01-01T00:10:00+01:00","v":null,"p":"PT5M","n":"R"},
        {"d":"2026-01-01T00:15:00+01:00","v":"1.2e1","p":"PT5M","n":"B"}]},
       {"grandeurMetier":"CONS","grandeurPhysique":"ERI","unite":"varh","points":[
        {"d":"2026-01-01T00:00:00+01:00","v":"2","p":"PT5M","n":"R"}]}]},
     {"idPrm":"00000000000048","etapeMetier":"BRUT","periode":{"dateDebut":"2026-01-01","dateFin":"2026-01-02"},
      "grandeur":[{"grandeurMetier":"PROD","grandeurPhysique":"PA","unite":"W","points":[
        {"d":"2026-01-01T12:00:00+01:00","v":2000,"p":"PT30M","n":"H"}]}]}]}
    """

  /// An answer of Data Connect with points at local times.
  static func answer(_ points: [(String, String)], start: String, end: String) -> String {
    let readings = points.map {
      "{\"value\":\"\($0.1)\",\"date\":\"\($0.0)\",\"interval_length\":\"PT30M\",\"measure_type\":\"B\"}"
    }
    return """
      {"meter_reading":{"usage_point_id":"00000000000055","start":"\(start)","end":"\(end)","quality":"BRUT",\
      "reading_type":{"unit":"W","measurement_kind":"power","aggregate":"average"},\
      "interval_reading":[\(readings.joined(separator: ","))]}}
      """
  }

  /// Days around both changes of the clock.
  static let days = """
    {"meter_reading":{"usage_point_id":"00000000000055","start":"2025-03-29","end":"2025-04-01","quality":"BRUT",\
    "reading_type":{"measurement_kind":"energy","measuring_period":"P1D","unit":"Wh","aggregate":"sum"},\
    "interval_reading":[{"value":"24000","date":"2025-03-29"},{"value":"23000","date":"2025-03-30"},\
    {"value":"24001","date":"2025-03-31"}]}}
    """

  static let dailyTable =
    "Point Référence Mesure (PRM) : ;00000000000062;Type de comptage : ;Consommation Quotidienne\n\n"
    + "Date;Valeur (en kWh)\n29/03/2025;12,5\n30/03/2025;11.25\n31/03/2025;NA\n01/04/2025;\n02/04/2025;7\n"

  static func wall(_ text: String) -> Int64 { Instant(text)!.seconds }

  static func load(
    _ text: String, _ format: DumpFormat = .enedisLoadCurve, stamp: DecodeOptions.Stamp? = nil, name: String = "memory"
  ) throws -> RecordingSink {
    try load(Array(text.utf8), format, stamp: stamp, name: name)
  }

  static func load(
    _ bytes: [UInt8], _ format: DumpFormat, stamp: DecodeOptions.Stamp? = nil, name: String = "memory"
  ) throws -> RecordingSink {
    try RecordingSink.decode(bytes, as: format, by: EnedisDecoder.self, DecodeOptions(stamp: stamp), name: name)
  }
}

extension RecordingSink {
  /// The starts, lengths and mantissas of the only channel with values.
  var only: [(start: Int64, interval: Int32, value: Int64, scale: Int)] {
    guard values.count == 1, let all = values.first?.value else { return [] }
    return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.interval, $0.value.mantissa, $0.value.scale) }
  }
}
