import Grid

/// Finds what the readings of a block are: its meter reading, and of that the usage point and the type, by their links.
struct GreenButtonChannels {
  /// How values of a meter reading are to be understood.
  struct Told {
    let channel: Channel
    /// Real value = value × 10^exponent.
    let exponent: Int
    /// Of readings that say none; nil where it is not told either.
    let intervalSeconds: Int32?
    let quality: String
    var isIndex: Bool {
      if case .index = channel.quantity { true } else { false }
    }
    let hasType: Bool
  }

  /// What a block belongs to.
  enum Owner: Hashable {
    case reading(Int)
    /// No object of the feed: what its link says.
    case link(Int32)
    case nobody
  }

  private let feed: GreenButtonFeed
  private var readingsByLink: [String: Int] = [:]
  private var readingsByEntry: [Int: Int] = [:]
  private var pointsByLink: [String: Int] = [:]
  private var pointsByEntry: [Int: Int] = [:]
  private var typesByLink: [String: Int] = [:]
  private var typesByEntry: [Int: Int] = [:]
  private let names: [String: Int]

  init(_ feed: GreenButtonFeed) {
    self.feed = feed
    // An object that comes twice is as it was told first.
    func add(_ link: String, _ index: Int, to map: inout [String: Int]) {
      if map[link] == nil { map[link] = index }
    }
    func entry(_ number: Int) -> GreenButtonFeed.Entry { feed.entries[number] ?? GreenButtonFeed.Entry() }
    for (index, reading) in feed.readings.enumerated() {
      if readingsByEntry[reading.entry] == nil { readingsByEntry[reading.entry] = index }
      for link in entry(reading.entry).selves { add(link, index, to: &readingsByLink) }
      for link in entry(reading.entry).related where !link.contains("/ReadingType") {
        add(link, index, to: &readingsByLink)
      }
    }
    for (index, point) in feed.points.enumerated() {
      if pointsByEntry[point.entry] == nil { pointsByEntry[point.entry] = index }
      for link in entry(point.entry).selves + entry(point.entry).related { add(link, index, to: &pointsByLink) }
    }
    for (index, type) in feed.types.enumerated() {
      if typesByEntry[type.entry] == nil { typesByEntry[type.entry] = index }
      for link in entry(type.entry).selves { add(link, index, to: &typesByLink) }
    }
    var names: [String: Set<String>] = [:]
    for point in feed.points {
      guard let link = entry(point.entry).selves.last else { continue }
      names[GreenButtonLink.name(link), default: []].insert(link)
    }
    self.names = names.mapValues(\.count)
  }

  /// - Parameters:
  ///   - reading: The meter reading that encloses the block; -1: none.
  func owner(ofBlockIn entry: Int, enclosedBy reading: Int) -> Owner {
    if reading >= 0 { return .reading(reading) }
    if let known = readingsByEntry[entry] { return .reading(known) }
    guard let number = feed.ownerNumbers[entry] else {
      // Without any link it belongs to what was told before it.
      return feed.readings.lastIndex { $0.entry <= entry }.map { .reading($0) } ?? .nobody
    }
    let link = feed.owners[Int(number)]
    let parent = GreenButtonLink.parent(of: link, before: "IntervalBlock")
    if let known = readingsByLink[link] ?? parent.flatMap({ readingsByLink[$0] }) { return .reading(known) }
    return feed.readings.count == 1 ? .reading(0) : .link(number)
  }

  /// A block's channel, before readings of one meter and direction are told apart.
  func told(_ owner: Owner) -> Told {
    switch owner {
    case .reading(let index):
      let reading = feed.readings[index]
      let entry = feed.entries[reading.entry] ?? GreenButtonFeed.Entry()
      let point = reading.point ?? point(of: entry, number: reading.entry)
      let type = reading.type ?? type(of: entry, number: reading.entry)
      return told(point, type, link: entry.selves.last ?? entry.up ?? "")
    case .link(let number): return told(onlyPoint, onlyType, link: feed.owners[Int(number)])
    case .nobody: return told(onlyPoint, onlyType, link: "")
    }
  }

  /// What tells a meter reading from others: the last part of its link.
  func name(of owner: Owner) -> String {
    switch owner {
    case .reading(let index):
      let entry = feed.entries[feed.readings[index].entry]
      return entry?.selves.last.map { GreenButtonLink.name($0) } ?? "\(index + 1)"
    case .link(let number):
      return GreenButtonLink.part(behind: "MeterReading", of: feed.owners[Int(number)]) ?? "\(number + 1)"
    case .nobody: return "1"
    }
  }

  private var onlyPoint: Int? { feed.points.count == 1 ? 0 : nil }
  private var onlyType: Int? { feed.types.count == 1 ? 0 : nil }

  private func point(of reading: GreenButtonFeed.Entry, number: Int) -> Int? {
    if let same = pointsByEntry[number] { return same }
    for link in reading.selves + [reading.up].compactMap({ $0 }) {
      if let known = pointsByLink[link] { return known }
      if let parent = GreenButtonLink.parent(of: link, before: "MeterReading"), let known = pointsByLink[parent] {
        return known
      }
    }
    return onlyPoint
  }

  private func type(of reading: GreenButtonFeed.Entry, number: Int) -> Int? {
    for link in reading.related { if let known = typesByLink[link] { return known } }
    if let same = typesByEntry[number] { return same }
    return reading.related.contains { $0.contains("/ReadingType/") } ? nil : onlyType
  }

  private func meter(_ point: Int?, _ link: String) -> String {
    guard let point, let entry = feed.entries[feed.points[point].entry] else {
      return GreenButtonLink.part(behind: "UsagePoint", of: link) ?? "1"
    }
    guard let link = entry.selves.last else {
      return [entry.id, entry.title].first { !$0.isEmpty } ?? "1"
    }
    let name = GreenButtonLink.name(link)
    guard names[name] ?? 1 > 1 else { return name }
    // Of several customers each may have a usage point 1.
    return link
  }

  private func told(_ point: Int?, _ type: Int?, link: String) -> Told {
    let fields = type.map { feed.types[$0].fields } ?? [:]
    let service = point.flatMap { feed.points[$0].service } ?? "0"
    let unit = GreenButtonChannels.unit(fields[.uom])
    let exponent = Int(fields[.powerOfTenMultiplier] ?? "0").flatMap { (-12...12).contains($0) ? $0 : nil }
    let flow = fields[.flowDirection] ?? ""
    let (register, direction): (String, Register?) =
      switch flow {
      case "", "0", "1": ("import", .imported)
      case "19": ("export", .exported)
      default: ("flow-\(flow)", nil)
      }
    var quantity = Quantity.other
    if ["", "0"].contains(service), ["0", "1", "2"].contains(fields[.commodity] ?? "0"), direction != nil,
      exponent != nil
    {
      quantity = GreenButtonChannels.quantity(fields)
    }
    return Told(
      channel: Channel(
        meter: meter(point, link), register: register, unit: unit, quantity: quantity,
        direction: quantity == .other ? nil : direction),
      // A multiplier that cannot be read makes every value too large to be believed.
      exponent: exponent ?? 99,
      intervalSeconds: fields[.intervalLength].flatMap { Int32($0) }.flatMap { $0 > 0 ? $0 : nil },
      quality: fields[.defaultQuality] ?? "", hasType: type != nil)
  }

  /// Of electricity.
  private static func quantity(_ fields: [GreenButtonFeed.Tag: String]) -> Quantity {
    let isCumulative = ["1", "2", "3", "9"].contains(fields[.accumulationBehaviour])
    // The highest or the lowest of an interval is not its mean.
    let isExtreme = ["8", "9"].contains(fields[.dataQualifier])
    return switch fields[.uom] {
    case "72" where !isExtreme: isCumulative ? .index(milliWh: 1000) : .energy(milliWh: 1000)
    case "38" where !isExtreme && !isCumulative: .power(milliW: 1000)
    default: .other
    }
  }

  private static func unit(_ code: String?) -> String {
    switch code {
    case nil, "": ""
    case "0": "none"
    case "5": "A"
    case "29": "V"
    case "31": "J"
    case "33": "Hz"
    case "38": "W"
    case "42": "m3"
    case "61": "VA"
    case "63": "VAr"
    case "65": "cosTheta"
    case "71": "VAh"
    case "72": "Wh"
    case "73": "VArh"
    case "119": "ft3"
    case "128": "USgal"
    case "132": "btu"
    case "134": "litre"
    case "169": "therm"
    case .some(let code): "uom-\(code.prefix(8))"
    }
  }

  /// A quality by its code; the plain one is 0, valid.
  static func quality(_ code: String) -> Quality {
    switch code {
    case "", "0": .actual
    case "7": Quality(.edited, raw: code)
    case "8", "9", "12", "13": Quality(.estimated, raw: code)
    case "11", "15": Quality(.substituted, raw: code)
    case "14", "17", "18": Quality(.actual, raw: code)
    default: Quality(.unknown, raw: code)
    }
  }
}
