import Foundation
import Grid

/// What the objects of a feed say, and where its readings are laid aside.
final class GreenButtonFeed {
  struct UsagePoint {
    let entry: Int
    /// 0: electricity.
    var service: String?
  }

  struct MeterReading {
    let entry: Int
    /// The usage point that encloses it, and the type that it encloses.
    let point: Int?
    var type: Int?
  }

  struct ReadingType {
    let entry: Int
    /// Texts of its elements, by their names.
    var fields: [Tag: String] = [:]
  }

  /// Links of an entry, and its names where it has none.
  struct Entry {
    var selves: [String] = []
    var up: String?
    var related: [String] = []
    var title = ""
    var id = ""
  }

  private(set) var points: [UsagePoint] = []
  private(set) var readings: [MeterReading] = []
  private(set) var types: [ReadingType] = []
  /// Of the entries that have one of these. That of an entry with blocks is its owner's link only.
  private(set) var entries: [Int: Entry] = [:]
  /// Links that name what entries of blocks belong to, each once, and their numbers by entry.
  private(set) var owners: [String] = []
  private(set) var ownerNumbers: [Int: Int32] = [:]
  /// Codes of qualities as written; the first is none.
  private(set) var qualities = [""]
  /// Whether any element is one of ESPI, be it none that is read.
  private(set) var hasObject = false

  /// Usage points, meter readings and types, which are kept: some 500 MB.
  private static let objectLimit = 1_000_000

  let sink: any ReadingSink
  private let name: String
  private let shelf: ReadingShelf
  private var tags: [UnsafePointer<UInt8>: Tag] = [:]
  private var path: [Tag] = []
  private var text: [UInt8] = []
  /// The entries that are open, innermost last; outside of all the document is one.
  private var open: [(number: Int, entry: Entry, hasObject: Bool, hasBlock: Bool)] = []
  private var entryCount = 0
  private var point: Int?
  private var reading: Int?
  private var type: Int?
  private var block: (line: Int, quality: Int16)?
  private var value: ReadingShelf.Reading?
  private var fault: RowFault?
  private var line = 0
  private var ownerNames: [String: Int32] = [:]
  private var qualityNumbers: [String: Int16] = [:]
  private var wasMade = false
  private var hasFraction = false

  enum Tag: String {
    case feed, entry, link, title, id, updated
    case usagePoint = "UsagePoint"
    case serviceCategory = "ServiceCategory"
    case meterReading = "MeterReading"
    case readingType = "ReadingType"
    case intervalBlock = "IntervalBlock"
    case intervalReading = "IntervalReading"
    case readingQuality = "ReadingQuality"
    case timePeriod, interval, start, duration, value, quality, kind
    case accumulationBehaviour, commodity, dataQualifier, defaultQuality, flowDirection, intervalLength
    case powerOfTenMultiplier, uom
    case other
  }

  init(_ name: String, _ shelf: ReadingShelf, _ sink: any ReadingSink) {
    self.name = name
    self.shelf = shelf
    self.sink = sink
    beginEntry()
  }

  func take(_ node: XMLNode) throws {
    switch node.kind {
    case .text:
      // Longer ones are none that are read.
      if text.count < 4096 { text.append(contentsOf: node.text.prefix(4096)) }
    case .start:
      let tag = tag(node.name)
      text.removeAll(keepingCapacity: true)
      path.append(tag)
      if !hasObject { hasObject = GreenButtonFeed.isObject(tag) || node.namespace.contains("naesb.org/espi") }
      try begin(tag, node)
      if node.isEmpty { try end() }
    case .end: try end()
    case .blank: break
    }
  }

  private static func isObject(_ tag: Tag) -> Bool {
    switch tag {
    case .usagePoint, .meterReading, .readingType, .intervalBlock: true
    default: false
    }
  }

  /// The last entry is that of the document.
  func finish() { endEntry() }

  private func tag(_ name: UnsafePointer<UInt8>) -> Tag {
    if let known = tags[name] { return known }
    let tag = Tag(rawValue: String(cString: name)) ?? .other
    tags[name] = tag
    return tag
  }

  private func begin(_ tag: Tag, _ node: XMLNode) throws {
    guard points.count + readings.count + types.count < GreenButtonFeed.objectLimit else {
      throw PlainFailure(
        .dataRefused, "\(name) has more than \(GreenButtonFeed.objectLimit) objects",
        hint: "Ask for it in parts, by customer or by year.")
    }
    switch tag {
    case .entry: beginEntry()
    case .link:
      guard let relation = node.attribute("rel"), let target = node.attribute("href") else { return }
      addLink(relation, GreenButtonLink.plain(target))
    case .usagePoint:
      points.append(UsagePoint(entry: open.last!.number))
      point = points.count - 1
      open[open.count - 1].hasObject = true
    case .meterReading:
      readings.append(MeterReading(entry: open.last!.number, point: point))
      reading = readings.count - 1
      open[open.count - 1].hasObject = true
    case .readingType:
      types.append(ReadingType(entry: open.last!.number))
      type = types.count - 1
      if let reading { readings[reading].type = type }
      open[open.count - 1].hasObject = true
    case .intervalBlock:
      block = (node.line, 0)
      open[open.count - 1].hasBlock = true
      try shelf.put(
        ReadingShelf.Reading(
          start: Int64(open.last!.number), value: Int64(reading ?? -1), duration: Int32(clamping: node.line),
          quality: 0, scale: 0, kind: .block))
    case .intervalReading where block != nil:
      value = ReadingShelf.Reading(
        start: .min, value: IntervalRun.missing, duration: 0, quality: 0, scale: 0, kind: .reading)
      fault = nil
      line = node.line
    default: break
    }
  }

  private func addLink(_ relation: String, _ target: String) {
    guard path.count < 2 || path[path.count - 2] == .entry else { return }
    let entry = open[open.count - 1].entry
    // Nobody has as many; a made feed keeps the first ones.
    guard entry.selves.count + entry.related.count < 1000 else { return }
    switch relation {
    case "self": open[open.count - 1].entry.selves.append(target)
    case "up": open[open.count - 1].entry.up = target
    case "related": open[open.count - 1].entry.related.append(target)
    default: break
    }
  }

  private func end() throws {
    let tag = path.removeLast()
    let outer = path.last ?? .other
    switch tag {
    case .entry: endEntry()
    case .title where outer == .entry: open[open.count - 1].entry.title = word
    case .id where outer == .entry: open[open.count - 1].entry.id = word
    case .updated where outer == .feed && !wasMade:
      if let instant = Instant(word) {
        wasMade = true
        sink.made(at: instant)
      }
    case .kind where outer == .serviceCategory: if let point { points[point].service = word }
    case .usagePoint: point = nil
    case .meterReading: reading = nil
    case .readingType: type = nil
    case .intervalBlock: block = nil
    case .intervalReading: try endReading()
    default:
      if outer == .readingType, tag != .other, let type {
        types[type].fields[tag] = word
      } else if block != nil {
        takeValue(tag, in: outer)
      }
    }
    text.removeAll(keepingCapacity: true)
  }

  private var word: String {
    String(decoding: text, as: UTF8.self).trimmed
  }

  // MARK: Entries

  private func beginEntry() {
    open.append((entryCount, Entry(), false, false))
    entryCount += 1
  }

  private func endEntry() {
    guard let (number, entry, hasObject, hasBlock) = open.popLast() else { return }
    if hasObject { entries[number] = entry }
    if hasBlock, let owner = entry.up ?? entry.selves.first {
      if ownerNames[owner] == nil {
        ownerNames[owner] = Int32(owners.count)
        owners.append(owner)
      }
      ownerNumbers[number] = ownerNames[owner]
    }
  }

  // MARK: Readings

  private func takeValue(_ tag: Tag, in outer: Tag) {
    switch (tag, outer) {
    case (.start, .timePeriod):
      guard let start = seconds, abs(start) < 1 << 40 else {
        fault = .badTimestamp
        return
      }
      value?.start = start
    case (.duration, .timePeriod):
      guard let seconds, seconds >= 0, seconds <= Int32.max else {
        fault = .badInterval
        return
      }
      value?.duration = Int32(seconds)
    case (.value, .intervalReading):
      switch number {
      case .none: break
      case .fault(let code): fault = code
      case .value(let mantissa, let scale):
        value?.value = mantissa
        value?.scale = Int8(scale)
      }
    case (.quality, .readingQuality):
      let number = qualityNumber
      // Of several the first that is not plain says most.
      if value == nil {
        block?.quality = number
      } else if value?.quality == 0 || qualities[Int(value!.quality)] == "0" {
        value?.quality = number
      }
    default: break
    }
  }

  private func endReading() throws {
    guard var reading = value else { return }
    value = nil
    if fault == nil, reading.start == .min { fault = .badTimestamp }
    if fault == nil, reading.value == IntervalRun.missing { fault = .emptyValue }
    if let fault {
      return try sink.reject(
        DecodeFault(fault, line: line, text: UnsafeRawBufferPointer(start: nil, count: 0), note: "an IntervalReading"))
    }
    if reading.quality == 0 { reading.quality = block?.quality ?? 0 }
    try shelf.put(reading)
  }

  private var qualityNumber: Int16 {
    let code = String(word.prefix(16))
    if let known = qualityNumbers[code] { return known }
    // Nobody has as many; a made feed keeps the first ones.
    guard qualities.count < 1000 else { return Int16(qualities.count - 1) }
    qualityNumbers[code] = Int16(qualities.count)
    qualities.append(code)
    return Int16(qualities.count - 1)
  }

  /// Whole seconds; what is behind the point is not told further.
  private var seconds: Int64? {
    guard case .value(let mantissa, let scale) = number, mantissa >= 0 else { return nil }
    if scale > 0, !hasFraction {
      hasFraction = true
      sink.remark("fraction-of-second: instants are taken down to whole seconds")
    }
    return mantissa / DayValues.powers[scale]
  }

  /// The number that the text is; it may stand on a line of its own.
  private var number: NEMNumber {
    let (start, end) = (text.firstIndex { $0 > 0x20 } ?? 0, (text.lastIndex { $0 > 0x20 } ?? -1) + 1)
    return text[start..<end].withUnsafeBytes(NEMNumber.parse)
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

/// The addresses of objects.
enum GreenButtonLink {
  /// Without scheme and host, which differ between a feed's links: `/espi/1_1/resource/UsagePoint/1`.
  static func plain(_ link: String) -> String {
    var link = Substring(link.trimmed)
    if let scheme = link.range(of: "://") {
      let rest = link[scheme.upperBound...]
      link = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    }
    return "/" + link.split(separator: "/").joined(separator: "/")
  }

  /// Its last part, `%20` and the like put right.
  static func name(_ link: String) -> String {
    let name = String(link.split(separator: "/").last ?? "")
    return decoded(name)
  }

  /// Its part behind one of a name: of `/UsagePoint/1/MeterReading/2` behind `UsagePoint` `1`.
  static func part(behind name: String, of link: String) -> String? {
    let parts = link.split(separator: "/")
    guard let at = parts.lastIndex(of: Substring(name)), at + 1 < parts.count else { return nil }
    return decoded(String(parts[at + 1]))
  }

  /// All before its last part of a name.
  static func parent(of link: String, before name: String) -> String? {
    link.range(of: "/" + name, options: .backwards).map { String(link[..<$0.lowerBound]) }
  }

  private static func decoded(_ part: String) -> String { part.removingPercentEncoding ?? part }
}
