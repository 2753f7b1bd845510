import Grid

/// Where in a line the columns of a mapping are, from 0.
struct CSVColumns {
  /// Values that are in the same rows, and share their intervals.
  struct Group {
    var condition: (column: Int, words: [[UInt8]])?
    /// Numbers of the mapping's values, and their columns.
    var values: [(value: CSVMapping.Value, column: Int)]
  }

  let meter: Int?
  let serial: Int?
  let start: [Int]
  let end: [Int]
  let quality: Int?
  let groups: [Group]
  /// The last one that is needed.
  let greatest: Int

  /// - Parameter header: Names of the columns; nil: they have none.
  init(_ mapping: CSVMapping, header: [String]?, file: String) throws {
    var greatest = 0
    func find(_ field: CSVMapping.Field) throws -> Int {
      let place: Int
      switch field {
      case .position(let position): place = position - 1
      case .name(let name):
        let places = header?.indices.filter { header?[$0] == name } ?? []
        guard let found = places.first, places.count == 1 else {
          throw PlainFailure(
            .dataRefused, "\(file) has \(places.isEmpty ? "no" : "more than one") column '\(name)'",
            detail: header.map { "its header: \($0.prefix(50).joined(separator: " | "))" },
            hint: "Compare it with mapping \(mapping.name): its separator, skip_lines and columns.")
        }
        place = found
      }
      greatest = max(greatest, place)
      return place
    }
    if case .column(let field) = mapping.meter { meter = try find(field) } else { meter = nil }
    serial = try mapping.serial.map(find)
    start = try mapping.start.map(find)
    end = try mapping.end.map(find)
    quality = try mapping.quality.map { try find($0.column) }
    var order: [CSVMapping.Condition?] = []
    for value in mapping.values where !order.contains(value.condition) { order.append(value.condition) }
    groups = try order.map { condition in
      Group(
        condition: try condition.map { (try find($0.column), $0.words.map { mapping.encoding.bytes($0) }) },
        values: try mapping.values.filter { $0.condition == condition }.map { ($0, try find($0.column)) })
    }
    self.greatest = greatest
  }

  static func names(_ line: UnsafeRawBufferPointer, _ mapping: CSVMapping, place: String) throws -> [String] {
    var fields = Fields(limit: CSVMapping.columnLimit)
    defer { fields.close() }
    guard fields.split(line, at: mapping.separator) else {
      throw PlainFailure(.dataRefused, "\(place): a quote in the header is never closed")
    }
    return (0..<min(fields.count, fields.limit)).map { mapping.encoding.text(fields[$0]) ?? "" }
  }
}

extension CSVMapping {
  func isComment(_ line: UnsafeRawBufferPointer) -> Bool { !comment.isEmpty && line.starts(with: comment) }

  /// Its registers with their units, as in a list: `import kWh index, export kWh index`.
  public var content: String {
    values.map { value in
      let negative = value.negative.map { "/\($0.word)" } ?? ""
      let kind = [.index, .reads].contains(value.kind) ? " index" : ""
      return "\(value.register.word)\(negative) \(value.unit)\(kind)"
    }.joined(separator: ", ")
  }

  /// As it is told to the user: `mapping scada: start stamps, zone Europe/Paris`.
  func summary(zone: String?, isDecreasing: Bool) -> String {
    let stamps =
      switch (start.isEmpty, end.isEmpty, interval) {
      case (false, false, _): "start and end stamps"
      case (false, true, _): "start stamps"
      case (_, _, nil): "end stamps, each interval starts where the one before ended"
      default: "end stamps"
      }
    let order = isDecreasing ? ", time runs backward" : ""
    return "mapping \(name): \(stamps)\(zone.map { ", zone \($0)" } ?? "")\(order)"
  }
}

/// Remarks of one file: of each kind the first ones, and how many there were.
final class CSVRemarks {
  enum Kind: String, CaseIterable {
    case first = "first readings of meters"
    case gap = "gaps"
    case length = "other lengths"
    case reset = "resets"
    case rollover = "rollovers"
    case repetition = "repetitions"
  }

  private static let limit = 10
  private let sink: any ReadingSink
  private var counts: [Kind: Int] = [:]

  init(_ sink: any ReadingSink) { self.sink = sink }

  func add(_ kind: Kind, _ text: @autoclosure () -> String) {
    counts[kind, default: 0] += 1
    if counts[kind]! <= CSVRemarks.limit { sink.remark(text()) }
  }

  func close() {
    for kind in Kind.allCases where counts[kind] ?? 0 > CSVRemarks.limit {
      sink.remark("\(counts[kind]! - CSVRemarks.limit) more \(kind.rawValue)")
    }
  }
}
