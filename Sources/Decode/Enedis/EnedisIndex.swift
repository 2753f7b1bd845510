import Grid

/// Reads the index tables: cumulative registers at instants, and the calendars that say what they count.
///
/// `EAS F1…F10` count by the supplier's calendar, `EAS D1…D4` by the distributor's, `EAS T` all: only the total is
/// energy that is loaded, the others would add it again.
final class EnedisIndex {
  private unowned let table: EnedisTable
  private var columns: [Column] = []
  /// Where the stamp is; the kind of the read follows.
  private var lead = 0
  private var unit = "Wh"
  private var milliWh: Int64 = 1000
  private var meter = ""
  private var totals: [String: Total] = [:]
  private var calendarNames: [String] = []
  private var calendars: [(text: String, periods: Int, first: String, last: String)] = []

  private struct Column {
    let field: Int
    /// `EAS` drawn, `EAI` fed in; nil for what is no active energy.
    let family: String?
    let isTotal: Bool
    let isGridDial: Bool
    let channel: Int32
  }

  /// The total of a family, and the reads that stand for it where the file has none.
  private struct Total {
    var channel: Int32?
    var isKnown = false
    var sums: [IndexRead] = []
  }

  init(_ table: EnedisTable) { self.table = table }

  func begin(_ names: [String], _ header: EnedisTable.Header, meter: String) throws {
    unit = header.unit.isEmpty ? "Wh" : header.unit
    self.meter = meter
    guard case .energy(let milliWh)? = EnedisWords.quantity(unit) else {
      throw PlainFailure(.dataRefused, "an index has the unit \(unit), which is no energy")
    }
    self.milliWh = milliWh
    columns = []
    totals = [:]
    lead = names.firstIndex { !$0.isEmpty } ?? 0
    for (field, name) in names.enumerated().prefix(Fields.countLimit) where field >= lead + 2 && !name.isEmpty {
      let words = name.uppercased().split(separator: " ")
      let family = ["EAS", "EAI"].first { words.first?.hasPrefix($0) == true }
      let dial = words.count > 1 ? String(words[1]) : ""
      let isTotal = family != nil && (dial == "T" || words.count == 1 && words[0].utf8.count == 3)
      let channel = try number(name, family, isTotal: isTotal)
      columns.append(
        Column(
          field: field, family: family, isTotal: isTotal, isGridDial: dial.hasPrefix("D"), channel: channel))
      if let family, isTotal { totals[family, default: Total()].channel = channel }
    }
  }

  func take(_ line: UnsafeRawBufferPointer, _ number: Int) throws {
    guard let (instant, offset) = try instant(line, number) else { return }
    let type = table.fields.count > lead + 1 ? table.fields[lead + 1].text : ""
    let quality = try quality(type)
    var sums: [String: ExactDecimal] = [:]
    for column in columns where column.field < min(table.fields.count, Fields.countLimit) {
      guard let value = try table.value(column.field, line, number) else { continue }
      let read = IndexRead(
        channel: column.channel, instant: instant, value: value.mantissa, scale: value.scale, quality: quality,
        offset: offset, line: number, text: line)
      try table.sink.take(read)
      guard let family = column.family else { continue }
      if column.isTotal { totals[family]?.isKnown = true }
      if column.isGridDial { sums[family] = sums[family].map { $0.adding(value) ?? $0 } ?? value }
    }
    for (family, sum) in sums where totals[family]?.isKnown != true {
      var total = totals[family] ?? Total()
      guard total.sums.count < 100_000 else { continue }
      total.sums.append(
        IndexRead(
          channel: 0, instant: instant, value: sum.mantissa, scale: sum.scale, quality: quality, offset: offset,
          line: number))
      totals[family] = total
    }
  }

  /// A file without any total: the distributor's dials add up to it. Where one read has a total, none is made up for
  /// the others: a dial may fall to 0 while the total goes on.
  func finish() throws {
    for (family, total) in totals.sorted(by: { $0.key < $1.key }) where !total.isKnown && !total.sums.isEmpty {
      let channel = try total.channel ?? number("\(family) T", family, isTotal: true)
      for var read in total.sums {
        read.channel = channel
        try table.sink.take(read)
      }
      table.remark("no-total: \(meter) has no \(family) T, the sum of \(family) D1 to D4 stands for it")
    }
    totals = [:]
    columns = []
  }

  private func number(_ name: String, _ family: String?, isTotal: Bool) throws -> Int32 {
    try table.sink.number(
      of: Channel(
        meter: meter, register: name, unit: unit, quantity: family == nil ? .other : .index(milliWh: milliWh),
        direction: isTotal ? family == "EAI" ? .exported : .imported : nil))
  }

  private func instant(_ line: UnsafeRawBufferPointer, _ number: Int) throws -> (Int64, Int32?)? {
    let instant: (Int64, Int32?)? =
      switch table.time(lead) {
      case .instant(let instant, let offset): (instant, offset)
      case .wall(let wall): table.curves.clock.instants(showing: wall).first.map { ($0, nil) }
      case .day(let day): (table.curves.clock.start(of: day), nil)
      case nil: nil
      }
    if instant == nil { try table.sink.reject(DecodeFault(.badTimestamp, line: number, column: lead + 1, text: line)) }
    return instant
  }

  private func quality(_ type: String) throws -> Int16 {
    let word = EnedisWords.folded(type.utf8)
    if word.isEmpty || word.hasPrefix("arret") { return 0 }
    return try table.curves.quality(String(type.prefix(60))) { text in
      Quality(word.has("estim") ? .estimated : .actual, raw: text)
    }
  }

  // MARK: calendars

  func beginCalendar(_ names: [String]) { calendarNames = names }

  func takeCalendar(_ cells: [String]) {
    guard let period = cells.first, cells.count > 2 else { return }
    for (owner, identifier) in [
      ("supplier", "identifiant calendrier fournisseur"),
      ("distributor", "identifiant calendrier distributeur"),
    ] {
      guard let at = calendarNames.firstIndex(of: identifier), at + 1 < cells.count, !cells[at].isEmpty else {
        continue
      }
      var dials: [String] = []
      for (column, name) in calendarNames.enumerated() where name.hasPrefix("cadran") && column < cells.count {
        guard name.has("distributeur") == (owner == "distributor"), column > 0, !cells[column - 1].isEmpty else {
          continue
        }
        dials.append("\(cells[column]) \(cells[column - 1])")
      }
      let label = cells[at + 1] == cells[at] ? "" : " " + cells[at + 1]
      let text = "\(owner) calendar \(cells[at])\(label)" + (dials.isEmpty ? "" : ": " + dials.joined(separator: ", "))
      if let known = calendars.firstIndex(where: { $0.text == text }) {
        calendars[known].periods += 1
        calendars[known].last = period
      } else if calendars.count < 40 {
        calendars.append((text, 1, period, period))
      }
    }
  }

  func tellCalendars() {
    for calendar in calendars {
      let periods = calendar.periods == 1 ? "" : " (\(calendar.periods) periods, the last one \(calendar.last))"
      table.sink.remark("calendar: \(calendar.text); \(calendar.first)\(periods)")
    }
  }
}
