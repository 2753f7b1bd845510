import Database
import Documents
import Grid

/// Reads the pages of many households with a handful of statements.
struct HouseholdReader {
  let request: HouseholdRequest
  let connection: Connection
  /// The days of each zone, read once.
  private var calendars: [String: LocalCalendar] = [:]

  init(_ request: HouseholdRequest, on connection: Connection) {
    self.request = request
    self.connection = connection
  }

  private var period: Period { request.period }
  private var isHourly: Bool { request.grain == .hour }

  mutating func pages(of meters: some Collection<HouseholdMeter>) throws -> [HouseholdPage] {
    var pages = meters.map { HouseholdPage(meter: $0, period: $0.days(in: period)) }
    try readPlaces(&pages)
    try readDays(&pages)
    try readEarlier(&pages)
    try readBills(&pages)
    try readDevices(&pages)
    for at in pages.indices where pages[at].days.isEmpty {
      let row = try connection.query("reports/household_known", pages[at].meter.id)[0]
      if let first = row.day("first_known"), let last = row.day("last_known") { pages[at].known = (first, last) }
    }
    return pages
  }

  /// The pages with days, as arrays that a statement takes.
  private func ranges(_ pages: [HouseholdPage]) -> (at: [Int], ids: [Int64], first: [LocalDay], end: [LocalDay]) {
    let at = pages.indices.filter { pages[$0].period != nil }
    return (at, at.map { pages[$0].meter.id }, at.map { pages[$0].period!.start }, at.map { pages[$0].period!.end })
  }

  private mutating func readPlaces(_ pages: inout [HouseholdPage]) throws {
    let (at, ids, first, end) = ranges(pages)
    for row in try connection.query("reports/household_places", ids, first, end, request.customer) {
      guard let start = row.day("first_day"), let end = row.day("end_day"), let days = Period(start, end) else {
        continue
      }
      let zone = row.text("zone")
      if calendars[zone] == nil { calendars[zone] = try connection.calendar(zone: zone, period) }
      pages[at[row.int("page") - 1]].places.append(
        HouseholdPlace(
          communityID: row.int64("community_id"), code: row.text("community"), name: row.text("name"), zone: zone,
          interval: row.int("interval_s"), period: days))
    }
  }

  private func readDays(_ pages: inout [HouseholdPage]) throws {
    var owners: [(page: Int, place: HouseholdPlace)] = []
    for at in pages.indices { owners += pages[at].places.map { (at, $0) } }
    var known: [[LocalDay: HouseholdDay]] = Array(repeating: [:], count: owners.count)
    try stream(
      owners.map { ($0.place.communityID, pages[$0.page].meter.id, $0.place.period) }, zones: owners.map(\.place.zone)
    ) { known[$0][$1.local.day] = $1 }
    for (owner, days) in zip(owners, known) {
      guard let calendar = calendars[owner.place.zone] else { continue }
      for number in owner.place.period.start.number..<owner.place.period.end.number {
        guard let local = calendar[LocalDay(number: number)] else { continue }
        if let day = days[local.day] {
          pages[owner.page].days.append(day)
        } else if local.start + Int64(local.length) <= request.asOf.seconds || request.period.dayCount == 1 {
          pages[owner.page].days.append(
            HouseholdDay(local, interval: owner.place.interval, isHourly: isHourly))
        }
      }
    }
  }

  /// Hands over the days of meters in places of which something is known.
  private func stream(
    _ ranges: [(communityID: Int64, meterID: Int64, period: Period)], zones: [String],
    _ body: (Int, HouseholdDay) -> Void
  ) throws {
    guard !ranges.isEmpty else { return }
    try connection.stream(
      "reports/household_days", ranges.map(\.communityID), ranges.map(\.meterID), ranges.map(\.period.start),
      ranges.map(\.period.end), period, isHourly
    ) { row in
      let place = Int(row.int64(0)) - 1
      guard let local = calendars[zones[place]]?[row.day(1)], let day = HouseholdDay(row, local) else { return }
      body(place, day)
    }
  }

  private func readEarlier(_ pages: inout [HouseholdPage]) throws {
    var ranges: [(page: Int, period: Period, zone: String)] = []
    for (at, page) in pages.enumerated() {
      guard let first = page.days.first?.local.day, let last = page.days.last?.local.day,
        let before = Period(first, last.advanced(by: 1))?.yearBefore, let days = page.meter.days(in: before)
      else { continue }
      ranges.append((at, days, page.places[0].zone))
    }
    guard !ranges.isEmpty else { return }
    let rows = try connection.query(
      "reports/household_earlier", ranges.map { pages[$0.page].meter.id }, ranges.map(\.period.start),
      ranges.map(\.period.end), ranges.map(\.zone), request.customer)
    for row in rows {
      let (at, period, _) = ranges[row.int("page") - 1]
      let month = HouseholdSpan(
        used: row.int64("used_mwh"), produced: row.int64("produced_mwh"), drawn: row.int64("drawn_mwh"),
        fedIn: row.int64("fed_in_mwh"), strictMinutes: row.int("strict_minutes"), present: row.int("present_count"))
      var earlier = pages[at].earlier ?? HouseholdEarlier(period: period)
      earlier.months[row.day("month")!] = month
      earlier.total.add(month)
      earlier.total.expected = row.int("expected_count")
      pages[at].earlier = earlier
    }
  }

  private func readBills(_ pages: inout [HouseholdPage]) throws {
    guard let months = period.months?.map(\.start) else { return }
    let all = Set(months + months.map(\.yearBefore)).sorted()
    for row in try connection.query("reports/household_bills", pages.map(\.meter.id), request.customer, all) {
      pages[row.int("page") - 1].bills.append(
        HouseholdBill(
          month: row.day("month")!, isDraft: row.text("state") == "draft",
          euros: row.optional("eur").flatMap { ExactDecimal($0) }))
    }
  }

  private func readDevices(_ pages: inout [HouseholdPage]) throws {
    let (at, ids, first, end) = ranges(pages)
    var owners: [(page: Int, device: Int, communityID: Int64, meterID: Int64, period: Period, zone: String)] = []
    for row in try connection.query("reports/household_devices", ids, first, end) {
      let (page, name) = (at[row.int("page") - 1], row.text("device"))
      let communityID = row.int64("community_id")
      let found = pages[page].devices.firstIndex { $0.name == name }
      let device = found ?? pages[page].devices.count
      if found == nil {
        pages[page].devices.append(HouseholdDevice(name: name, kind: row.text("kind"), isMetered: false))
      }
      guard let meterID = row.optional("meter_id").flatMap({ Int64($0) }), let start = row.day("first_day"),
        let end = row.day("end_day"), let days = Period(start, end),
        let place = pages[page].places.first(where: { $0.communityID == communityID })
      else { continue }
      pages[page].devices[device].isMetered = true
      owners.append((page, device, communityID, meterID, days, place.zone))
    }
    let shown = pages.map { Set($0.days.map(\.local.day)) }
    try stream(owners.map { ($0.communityID, $0.meterID, $0.period) }, zones: owners.map(\.zone)) { index, day in
      guard shown[owners[index].page].contains(day.local.day) else { return }
      pages[owners[index].page].devices[owners[index].device].days.append(day)
    }
  }
}
