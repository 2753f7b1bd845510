import Grid

/// Reads tables whose every row says whose it is: R63 as CSV, and the exports of 2019 with `Date de la mesure`.
///
/// Rows of a metering point mostly follow each other, yet need not: what is open is kept until the end of the file, or
/// handed over in parts where it grows too large.
final class EnedisFlat {
  private unowned let table: EnedisTable
  private var columns: [String: Int] = [:]
  /// The fields that tell a section from another.
  private var keyFields: [Int] = []
  private var time = 0
  private var clockTime: Int?
  private var value = 0
  private var interval: Int?
  private var nature: [Int?] = []
  private var open: [[UInt8]: CurveSection?] = [:]
  private var current: CurveSection?
  private var currentKey: [UInt8] = []
  private var key: [UInt8] = []
  private var rowCount = 0

  init(_ table: EnedisTable) { self.table = table }

  func begin(_ names: [String]) throws {
    guard !names.contains("cadran"), !names.contains(where: { $0.hasPrefix("contexte") }) else {
      throw PlainFailure(.dataRefused, "this is a flow R64 of indices, not R63", hint: "Ask for load curves: R63.")
    }
    try finish()
    columns = [:]
    for (field, name) in names.enumerated().prefix(Fields.countLimit) where columns[name] == nil {
      columns[name] = field
    }
    func column(_ names: String...) -> Int? { names.lazy.compactMap { self.columns[$0] }.first }
    time = column("horodate", "date de la mesure") ?? 0
    clockTime = column("heure de la mesure")
    value = column("valeur") ?? 0
    interval = column("pas", "pas en minutes")
    nature = [
      column("nature", "statut de la mesure"), column("tc", "type de completion", "type completion"),
      column("indice de vraisemblance", "iv"), column("etat complementaire", "ec"),
    ]
    keyFields = [
      "identifiant prm", "prm", "grandeur physique", "grandeur metier", "etape metier", "statut demande", "mode calcul",
      "unite", "date de debut", "date de fin",
    ].compactMap { columns[$0] }
  }

  func take(_ line: UnsafeRawBufferPointer, _ number: Int) throws {
    guard var row = try table.row(line, number, time: time, value: value) else { return }
    let fields = table.fields
    if let clockTime, clockTime < min(fields.count, Fields.countLimit) {
      let text = fields[time].text + " " + fields[clockTime].text
      guard let stamp = Array(text.utf8).withUnsafeBytes(WrittenTime.parse) else {
        try table.sink.reject(DecodeFault(.badTimestamp, line: number, column: clockTime + 1, text: line))
        return
      }
      let written = row
      row = CurveRow(stamp, value: nil, line: number)
      (row.mantissa, row.scale) = (written.mantissa, written.scale)
    }
    if let text = field(interval), !text.isEmpty {
      guard let seconds = WrittenTime.interval(text) else {
        try table.sink.reject(
          DecodeFault(.unknownInterval, line: number, column: interval.map { $0 + 1 }, text: line))
        return
      }
      row.interval = seconds
    }
    let words = nature.map { field($0)?.text ?? "" }
    row.quality = try table.curves.quality(
      EnedisWords.quality(nature: words[0], completion: words[1], likelihood: words[2], state: words[3]),
      EnedisWords.quality)
    guard let section = try section(line, number) else { return }
    section.rows.append(row)
    rowCount += 1
    if rowCount >= Curves.rowLimit { try handOver() }
  }

  /// Hands over all that is open.
  func finish() throws {
    for section in sections { try table.curves.take(section) }
    open = [:]
    current = nil
    currentKey = []
    rowCount = 0
  }

  /// In the order of the metering points, so that a file gives the same result each time.
  private var sections: [CurveSection] {
    open.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { open[$0] ?? nil }
  }

  private func field(_ index: Int?) -> UnsafeRawBufferPointer? {
    guard let index, index < min(table.fields.count, Fields.countLimit) else { return nil }
    return table.fields[index]
  }

  /// Memory is full: what is known so far has to decide what stamps are.
  private func handOver() throws {
    for section in sections { try table.curves.take(section, mayWait: false) }
    rowCount = 0
  }

  /// The section a row belongs to; nil where it is not ours, and where it was rejected.
  private func section(_ line: UnsafeRawBufferPointer, _ number: Int) throws -> CurveSection? {
    key.removeAll(keepingCapacity: true)
    for index in keyFields {
      if let text = field(index) { key.append(contentsOf: text) }
      key.append(0x3B)
    }
    if key == currentKey, let current { return current }
    if let known = open[key] {
      currentKey = key
      current = known
      if known == nil { table.sink.pass(1) }
      return known
    }
    func text(_ names: String...) -> String {
      names.lazy.compactMap { self.field(self.columns[$0])?.text }.first ?? ""
    }
    let meter = EnedisWords.meter(text("identifiant prm", "prm"))
    guard !meter.isEmpty else {
      try table.sink.reject(
        DecodeFault(.emptyMeter, line: number, column: columns["identifiant prm"].map { $0 + 1 }, text: line))
      return nil
    }
    guard open.count < 500_000 else {
      throw PlainFailure(.dataRefused, "the file has more than 500,000 different headers", hint: "Is it R63?")
    }
    table.notice(meter)
    let kind = text("grandeur physique")
    var section: CurveSection?
    if !kind.uppercased().hasPrefix("PMA"), !EnedisWords.folded(kind.utf8).has("max") {
      let made = CurveSection(
        EnedisWords.channel(meter: meter, kind: kind, trade: text("grandeur metier"), unit: text("unite")))
      made.first = table.curves.bound(text("date de debut"))
      made.last = table.curves.bound(text("date de fin"))
      made.version = EnedisWords.version(stage: text("etape metier", "statut demande") + " " + text("mode calcul"))
      section = made
    } else {
      table.sink.pass(1)
    }
    open[key] = .some(section)
    currentKey = key
    current = section
    return section
  }
}
