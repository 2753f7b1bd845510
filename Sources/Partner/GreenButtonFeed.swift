import Documents
import Grid

/// Writes a Green Button feed: an Atom feed whose entries carry ESPI's objects, tied together by their links.
///
/// A meter is one or two usage points: what goes through the connection, and what is used and made behind it. The same readings
/// give the same bytes: ids are made of the feed's name, and the only instant that is not one of a reading is that of the order.
final class GreenButtonFeed {
  private let xml: XMLWriter
  private let name: String
  private let customer: String
  private let updated: String
  /// Zones whose clock was described, in order.
  private var zones: [String] = []
  /// How many usage points were made of a meter: one that moved has several.
  private var points: [String: Int] = [:]

  private init(_ xml: XMLWriter, name: String, customer: String, at instant: Instant) {
    self.xml = xml
    self.name = name
    self.customer = GreenButtonFeed.escaped(customer)
    updated = "\(instant)"
  }

  /// Writes a feed into a new file.
  ///
  /// - Parameter body: Adds meters.
  static func write(
    to path: String, name: String, customer: String, at instant: Instant, _ body: (GreenButtonFeed) throws -> Void
  ) throws {
    let xml = try XMLWriter(path: path)
    let feed = GreenButtonFeed(xml, name: name, customer: customer, at: instant)
    try xml.element("feed", ["xmlns": "http://www.w3.org/2005/Atom"]) {
      xml.element("id", feed.identifier(""))
      xml.element("title", "Green Button \(name)")
      xml.element("updated", feed.updated)
      feed.link("self", "Subscription/\(GreenButtonFeed.escaped(name))")
      try body(feed)
    }
    try xml.close()
  }

  /// Adds a meter with what is told of it.
  ///
  /// - Parameters:
  ///   - calendar: The days of the readings, in the meter's zone.
  ///   - rule: When the zone's clocks change; asked for once a zone.
  func add(
    _ meter: String, _ readings: [Flow: [TransferReading]], grain: Grain, calendar: LocalCalendar,
    rule: () throws -> DaylightRule
  ) throws {
    points[meter, default: 0] += 1
    let number = points[meter]!
    let code = GreenButtonFeed.escaped(meter) + (number > 1 ? ";\(number)" : "")
    let clock: String
    if let known = zones.firstIndex(of: calendar.zone) {
      clock = "LocalTimeParameters/\(known + 1)"
    } else {
      zones.append(calendar.zone)
      clock = "LocalTimeParameters/\(zones.count)"
      add(try rule(), zone: calendar.zone, at: clock)
    }
    add("Grid connection of \(meter)", code, [.imported, .exported], readings, grain, calendar, clock)
    add("Behind the meter \(meter)", code + ";site", [.consumption, .production], readings, grain, calendar, clock)
  }

  private func add(_ rule: DaylightRule, zone: String, at clock: String) {
    func hexadecimal(_ code: UInt32) -> String {
      let digits = String(code, radix: 16, uppercase: true)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }
    entry(zone, clock, up: "LocalTimeParameters", related: []) {
      object("LocalTimeParameters") {
        xml.element("dstEndRule", hexadecimal(rule.end))
        xml.element("dstOffset", "\(rule.saving)")
        xml.element("dstStartRule", hexadecimal(rule.start))
        xml.element("tzOffset", "\(rule.standardOffset)")
      }
    }
  }

  /// Adds a usage point, if anything is told of it.
  private func add(
    _ title: String, _ code: String, _ flows: [Flow], _ readings: [Flow: [TransferReading]], _ grain: Grain,
    _ calendar: LocalCalendar, _ clock: String
  ) {
    let told = flows.filter { readings[$0] != nil }
    guard !told.isEmpty else { return }
    let list = "RetailCustomer/\(customer)/UsagePoint"
    let point = "\(list)/\(code)"
    entry(title, point, up: list, related: ["\(point)/MeterReading", clock]) {
      object("UsagePoint") { xml.element("ServiceCategory") { xml.element("kind", "0") } }
    }
    for flow in told {
      let reading = "\(point)/MeterReading/\(flow.title)"
      let type = "ReadingType/\(code)-\(flow.title)"
      entry(
        "\(flow.title) of \(title)", reading, up: "\(point)/MeterReading", related: ["\(reading)/IntervalBlock", type]
      ) { object("MeterReading") {} }
      let values = readings[flow]!
      // Whole Wh where that is exact, so that readers who pass over the multiplier of meters in Wh are right.
      let isWh = values.allSatisfy { $0.value % 1000 == 0 }
      add(flow, grain, at: type, interval: values.lazy.map(\.duration).min()!, isWh: isWh)
      for block in grain.blocks(values, calendar) { add(block, reading, unit: isWh ? 1000 : 1) }
    }
  }

  private func add(_ flow: Flow, _ grain: Grain, at type: String, interval: Int64, isWh: Bool) {
    entry("Energy, \(flow.title), by \(grain.rawValue)", type, up: "ReadingType", related: []) {
      object("ReadingType") {
        xml.element("accumulationBehaviour", "4")  // the energy of the interval
        xml.element("commodity", "1")  // electricity
        xml.element("dataQualifier", "12")  // normal
        xml.element("defaultQuality", "0")  // valid
        xml.element("flowDirection", flow == .imported || flow == .consumption ? "1" : "19")  // delivered, received
        switch grain {
        case .quarter, .hour: xml.element("intervalLength", "\(interval)")
        case .day: xml.element("intervalLength", "86400")
        case .month: break
        }
        xml.element("kind", "12")  // energy
        xml.element("powerOfTenMultiplier", isWh ? "0" : "-3")
        xml.element("timeAttribute", grain == .day ? "11" : grain == .month ? "13" : "0")
        xml.element("uom", "72")  // Wh
      }
    }
  }

  private func add(_ block: ArraySlice<TransferReading>, _ reading: String, unit: Int64) {
    guard let first = block.first, let last = block.last else { return }
    entry("", "\(reading)/IntervalBlock/\(first.start)", up: "\(reading)/IntervalBlock", related: []) {
      object("IntervalBlock") {
        time("interval", first.start, last.start + last.duration - first.start)
        for value in block {
          xml.element("IntervalReading") {
            if value.isEstimated { xml.element("ReadingQuality") { xml.element("quality", "8") } }
            time("timePeriod", value.start, value.duration)
            xml.element("value", "\(value.value / unit)")
          }
        }
      }
    }
  }

  private func time(_ name: String, _ start: Int64, _ duration: Int64) {
    xml.element(name) {
      xml.element("duration", "\(duration)")
      xml.element("start", "\(start)")
    }
  }

  private func entry(_ title: String, _ path: String, up: String, related: [String], _ content: () -> Void) {
    xml.element("entry") {
      xml.element("id", identifier(path))
      link("self", path)
      link("up", up)
      for other in related { link("related", other) }
      xml.element("title", title)
      xml.element("content") { content() }
      xml.element("published", updated)
      xml.element("updated", updated)
    }
  }

  private func object(_ name: String, _ content: () -> Void) {
    xml.element(name, ["xmlns": "http://naesb.org/espi"], content)
  }

  private func link(_ relation: String, _ path: String) {
    xml.element("link", ["rel": relation, "href": "/espi/1_1/resource/\(path)"]) {}
  }

  /// A UUID of one's own making (version 8), the same for the same feed and path.
  private func identifier(_ path: String) -> String {
    var bytes = Array(sha256(Array("\(name)\n\(path)".utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hexadecimal(bytes[$0]) }
    return "urn:uuid:\(groups.joined(separator: "-"))"
  }

  /// A code as a part of a path: what is not a letter, a digit or one of `-._~` as `%20`.
  private static func escaped(_ code: String) -> String {
    String(
      code.utf8.flatMap { byte -> [Character] in
        let scalar = Unicode.Scalar(byte)
        if scalar.isASCII, scalar.properties.isAlphabetic || (48...57).contains(byte) || "-._~".utf8.contains(byte) {
          return [Character(scalar)]
        }
        return Array("%" + hexadecimal([byte]).uppercased())
      })
  }
}

extension Flow {
  /// As it stands in paths and titles.
  fileprivate var title: String {
    switch self {
    case .imported: "import"
    case .exported: "export"
    case .consumption: "consumption"
    case .production: "production"
    }
  }
}

extension Grain {
  /// Readings cut into blocks: of a local day, of a local month for days, all for months.
  fileprivate func blocks(
    _ readings: [TransferReading], _ calendar: LocalCalendar
  ) -> [ArraySlice<TransferReading>] {
    func block(of reading: TransferReading) -> LocalDay? {
      let day = calendar.day(containing: reading.start)?.day
      switch self {
      case .quarter, .hour: return day
      case .day: return day?.startOfMonth
      case .month: return nil
      }
    }
    var blocks: [ArraySlice<TransferReading>] = []
    var start = readings.startIndex
    for at in readings.indices.dropFirst() where block(of: readings[at]) != block(of: readings[start]) {
      blocks.append(readings[start..<at])
      start = at
    }
    return blocks + [readings[start...]]
  }
}
