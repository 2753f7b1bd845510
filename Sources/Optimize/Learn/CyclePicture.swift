import Documents
import Grid

/// What a machine drew, the thresholds and the cycles that were found, as a table with a chart: one row an interval.
///
/// - Parameters:
///   - machine: With its signal.
///   - calendar: The local days of the signal.
public func cyclePicture(_ machine: LearnedMachine, _ calendar: LocalCalendar, created: Instant) -> Document {
  let signal = machine.signal
  let interval = Int64(machine.device.interval)
  var rows: [[Cell]] = []
  var cycles = machine.cycles[...]
  var start = signal.start ?? 0
  while start < signal.end ?? 0 {
    while let first = cycles.first, first.end <= start { cycles.removeFirst() }
    let power = signal.energy(from: start, to: start + interval)
    let mean = cycles.first.flatMap { $0.start <= start ? $0.means[Int(start - $0.start) / $0.period] : nil }
    rows.append([
      localTime(start, calendar),
      power.seconds == 0 ? .empty : .decimal(Int64(divided(power.milliwattSeconds, by: power.seconds)), scale: 3),
      .integer(Int64(machine.thresholds.start)), .integer(Int64(machine.thresholds.end)),
      mean.map { .decimal(Int64($0), scale: 3) } ?? .empty,
    ])
    start += interval
  }
  let title = "\(machine.device.device): \(machine.cycles.count) cycle\(machine.cycles.count == 1 ? "" : "s")"
  let (begins, ends) = ("Begins above W", "Ends below W")
  let chart = Chart(
    .line, title, categories: "From",
    series: [
      .init("Power W", colour: .navy), .init(begins, colour: .teal), .init(ends, colour: .violet),
      .init("Cycle W", colour: .amber),
    ], valueTitle: "W", width: 1100)
  let sheet = Sheet(
    "Cycles", title: title, notes: ["Meter \(machine.device.meter ?? ""), local time (\(calendar.zone))"],
    columns: [
      Column("From", .localTime), Column("Power W", .decimal(places: 0)), Column(begins, .integer),
      Column(ends, .integer), Column("Cycle W", .decimal(places: 0)),
    ], rows: .list(rows), charts: [chart])
  return Document(title, created: created.seconds, sheets: [sheet])
}

private func localTime(_ second: Int64, _ calendar: LocalCalendar) -> Cell {
  guard let day = calendar.day(containing: second) else { return .localTime(second) }
  let offset = second - day.start < Int64(day.transition) ? day.offset : day.offsetAfter
  return .localTime(second + Int64(offset), offset: offset)
}
