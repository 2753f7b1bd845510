import Grid

extension CSVMapping {
  /// Reads the document of a mapping.
  ///
  /// - Parameters:
  ///   - bytes: JSON in UTF-8.
  ///   - file: Its name in findings; without a key `mapping` the part before `.mapping.json` names the mapping.
  /// - Throws: A `Refusal` with everything that is wrong with it; a key that means nothing here is wrong.
  public init(document bytes: [UInt8], file: String) throws {
    let reader = MappingReader(file: file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      reader.fail(Place(line: 1), "invalid-utf8", "the mapping is not written in UTF-8")
      throw reader.refusal
    }
    let value: JSONValue
    do {
      value = try JSONText.parse(bytes)
    } catch {
      reader.fail(error.place, "invalid-json", error.text)
      throw reader.refusal
    }
    var stem = file.split(separator: "/").last.map(String.init) ?? file
    if let end = stem.range(of: ".mapping.json") { stem = String(stem[..<end.lowerBound]) }
    self.init(name: stem)
    reader.read(value, into: &self)
    guard reader.findings.isEmpty else { throw reader.refusal }
    self.document = text
  }

  /// Names of the columns that are looked for in a header.
  var fields: [Field] {
    var fields = start + end + values.map(\.column) + values.compactMap { $0.condition?.column }
    if case .column(let field) = meter { fields.append(field) }
    return fields + [serial, quality?.column].compactMap { $0 }
  }
}

/// Turns the values of a document into a mapping, and collects what is wrong with it.
final class MappingReader {
  let file: String
  private(set) var findings: [Finding] = []

  init(file: String) { self.file = file }

  func fail(_ place: Place, _ code: String, _ text: String) {
    findings.append(Finding(file: file, line: place.line, column: place.column, code: code, text: text))
  }

  var refusal: Refusal {
    Refusal(
      "\(file) is no mapping: \(counted(findings.count, "finding"))",
      findings: findings.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) },
      hint: "Every key is described in 'gridctl help mapping'.")
  }

  private static let keys = [
    "mapping", "files", "header", "skip_lines", "separator", "decimal", "thousands", "encoding", "comment", "meter",
    "serial", "start", "end", "stamp", "zone", "interval", "values", "quality", "order", "repeat", "gap_s",
    "length_variation_s", "missing", "bad_rows",
  ]

  func read(_ document: JSONValue, into mapping: inout CSVMapping) {
    let members = self.members(document, "the mapping", MappingReader.keys)
    func with(_ key: String, _ body: (MappingItem) -> Void) {
      if let value = members[key] { body(MappingItem(value: value, path: key, reader: self)) }
    }
    with("mapping") { if let name = $0.code() { mapping.name = name } }
    with("files") { mapping.files = $0.texts() }
    readForm(with, into: &mapping)
    with("meter") { if let meter = $0.meter() { mapping.meter = meter } }
    with("serial") { mapping.serial = $0.field() }
    with("start") { mapping.start = $0.fields() }
    with("end") { mapping.end = $0.fields() }
    with("stamp") { mapping.stamps = $0.stamps() }
    with("zone") { mapping.zone = $0.zone() }
    with("interval") { mapping.interval = $0.interval() }
    with("values") { item in mapping.values = item.elements().compactMap { $0.mappedValue() } }
    with("quality") { mapping.quality = $0.quality() }
    with("order") { mapping.isDecreasing = $0.choice(["increasing", "decreasing"]) == "decreasing" }
    with("repeat") { if let count = $0.whole(1...1000) { mapping.repetition = count } }
    with("gap_s") { if let gap = $0.tolerance() { mapping.gap = gap } }
    with("length_variation_s") { if let variation = $0.tolerance() { mapping.lengthVariation = variation } }
    with("missing") { mapping.missing = Set($0.texts(mayBeEmpty: true)).union([""]) }
    mapping.missingNumbers = mapping.missing.map(mapping.encoding.bytes).filter { word in
      word.withUnsafeBytes {
        ExactDecimal($0, decimalMark: mapping.decimalMark, thousandsMark: mapping.thousandsMark) != nil
      }
    }
    with("bad_rows") { mapping.refusesBadRows = $0.choice(["refuse", "reject"]) != "reject" }
    for key in ["meter", "values"] where members[key] == nil && document.isObject {
      fail(document.place, "missing-key", "there is no '\(key)'")
    }
    if findings.isEmpty { check(mapping, document.place) { members[$0]?.place ?? document.place } }
  }

  /// Reads how the file is written.
  private func readForm(_ with: (String, (MappingItem) -> Void) -> Void, into mapping: inout CSVMapping) {
    with("header") { item in
      switch item.value.content {
      case .literal(let word) where word != "null": mapping.hasHeader = word == "true"
      case .string(let line) where !line.isEmpty: mapping.header = line
      default: item.fail("true, false or the header itself is expected here")
      }
    }
    with("skip_lines") { if let count = $0.whole(0...10_000) { mapping.skippedLines = count } }
    with("separator") { if let byte = $0.character() { mapping.separator = byte } }
    with("decimal") { if $0.choice([".", ","]) == "," { mapping.decimalMark = UInt8(ascii: ",") } }
    with("encoding") { item in
      if let word = item.choice(CSVMapping.Encoding.allCases.map(\.rawValue)) {
        mapping.encoding = CSVMapping.Encoding(rawValue: word)!
      }
    }
    with("thousands") { item in
      if let text = item.text(upTo: 4) { mapping.thousandsMark = mapping.encoding.bytes(text) }
    }
    with("comment") { if let text = $0.text(upTo: 8) { mapping.comment = Array(text.utf8) } }
  }

  /// Rules that look at several keys.
  private func check(_ mapping: CSVMapping, _ document: Place, _ place: (String) -> Place) {
    if mapping.start.isEmpty, mapping.end.isEmpty {
      fail(document, "missing-key", "there is neither 'start' nor 'end'")
    } else if !mapping.start.isEmpty, !mapping.end.isEmpty, mapping.interval != nil {
      fail(place("interval"), "contradiction", "interval: rows with 'start' and 'end' have their own lengths")
    } else if mapping.end.isEmpty, mapping.interval == nil {
      fail(place("start"), "missing-key", "start: without 'end' the length of intervals is needed: 'interval'")
    }
    if mapping.interval == .day || mapping.interval == .month, mapping.zone == nil {
      fail(place("interval"), "missing-key", "interval: local days and months need the 'zone'")
    }
    if !mapping.hasHeader {
      for case .name(let name) in mapping.fields {
        fail(place("header"), "contradiction", "header: without one column '\(name)' has no name, only a place from 1")
        break
      }
    }
    if mapping.thousandsMark == [mapping.decimalMark] {
      fail(place("thousands"), "contradiction", "thousands: this is the decimal mark, too")
    }
    var seen: Set<[String]> = []
    for value in mapping.values {
      for name in [value.name, value.negative == nil ? nil : value.negativeName].compactMap({ $0 }) {
        let words = value.condition?.words.sorted() ?? []
        if !seen.insert([name, value.kind.rawValue] + words).inserted {
          fail(
            place("values"), "contradiction",
            "values: two of them are called '\(name)'; tell them apart by 'name'")
        }
      }
    }
  }

  /// Members of an object by their names; others than those allowed are wrong.
  func members(_ value: JSONValue, _ path: String, _ allowed: [String]) -> [String: JSONValue] {
    guard case .object(let members) = value.content else {
      fail(value.place, "wrong-type", "\(path): an object is expected here")
      return [:]
    }
    for (name, value) in members where !allowed.contains(name) {
      fail(value.place, "unknown-key", "'\(name.prefix(100))' is no key here: \(allowed.joined(separator: ", "))")
    }
    return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
  }
}

extension JSONValue {
  fileprivate var isObject: Bool { if case .object = content { true } else { false } }
}
