import Decode
import Grid

/// A reading as one line of text, as `ingest.reject` keeps it: everything of it but where it stood in its dump.
///
///     interval METER REGISTER UNIT QUANTITY DIRECTION SERIAL START SECONDS SCALE VERSION QUALITY VALUES
///     index    METER REGISTER UNIT QUANTITY DIRECTION SERIAL INSTANT SCALE QUALITY VALUE
///
/// Words are separated by one space, `-` is nothing, and bytes of names that are no letters, digits or `.:_/` are `%HH`.
/// QUANTITY is `energy:1000000`, with mWh or mW a unit, and `told-index:1000` where the dump says the energy between reads itself; what
/// follows a second colon is the index in mWh at which it begins again. START and INSTANT are seconds since the epoch. VALUES are
/// mantissas separated by commas, nothing between two commas being no value. QUALITY is a grade and the dump's word, `A`, `SS14`; of
/// values that differ, `A*3,SS14*2`.
public struct StoredReading: Equatable, Sendable {
  public enum Values: Equatable, Sendable {
    /// Consecutive values and their qualities, one for all or one each.
    case intervals(start: Int64, interval: Int32, version: Int64, values: [Int64], qualities: [Quality])
    case index(instant: Int64, value: Int64, quality: Quality)
  }

  public let channel: Channel
  public let scale: Int
  public let values: Values

  public init(channel: Channel, scale: Int, values: Values) {
    self.channel = channel
    self.scale = scale
    self.values = values
  }

  /// Hands the reading to a sink as a decoder would.
  ///
  /// - Parameters:
  ///   - line: Where it stood in its dump.
  ///   - text: The record as written; empty: the reading itself is shown.
  public func send(
    to sink: any ReadingSink, line: Int, text: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) throws {
    let number = try sink.number(of: channel)
    switch values {
    case .index(let instant, let value, let quality):
      try sink.take(
        IndexRead(
          channel: number, instant: instant, value: value, scale: scale, quality: sink.number(of: quality), line: line,
          text: text))
    case .intervals(let start, let interval, let version, let values, let qualities):
      let codes = try qualities.map { try sink.number(of: $0) }
      try values.withUnsafeBufferPointer { values in
        try codes.withUnsafeBufferPointer { codes in
          try sink.take(
            IntervalRun(
              channel: number, start: start, interval: interval, values: values, scale: scale,
              quality: codes.count == 1 ? codes[0] : 0, qualities: codes.count == 1 ? nil : codes, version: version,
              line: line, text: text))
        }
      }
    }
  }

  // MARK: Text

  public var text: String {
    var words = [
      escaped(channel.meter), escaped(channel.register), escaped(channel.unit),
      (channel.hasIntervals ? "told-" : "") + channel.quantity.word + (channel.turnMilliWh.map { ":\($0)" } ?? ""),
      channel.direction.map { "\($0.rawValue)" } ?? "-", escaped(channel.serial ?? ""),
    ]
    switch values {
    case .intervals(let start, let interval, let version, let values, let qualities):
      let known = values.map { $0 == IntervalRun.missing ? "" : String($0) }.joined(separator: ",")
      words.insert("interval", at: 0)
      words += ["\(start)", "\(interval)", "\(scale)", "\(version)", written(qualities), known.isEmpty ? "-" : known]
    case .index(let instant, let value, let quality):
      words.insert("index", at: 0)
      words += ["\(instant)", "\(scale)", written([quality]), "\(value)"]
    }
    return words.joined(separator: " ")
  }

  /// Reads a line that `text` wrote; nil when it is none.
  public init?(_ text: some StringProtocol) {
    let words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 11 || words.count == 13 else { return nil }
    let kind = (words[4].hasPrefix("told-") ? words[4].dropFirst(5) : words[4])
      .split(separator: ":", omittingEmptySubsequences: false)
    let turn = kind.count == 3 ? Int64(kind[2]) : nil
    guard kind.count < 3 || turn != nil && kind[0] == "index", let quantity = Quantity(parts: kind),
      let meter = unescaped(words[1]), let register = unescaped(words[2]), let unit = unescaped(words[3]),
      let serial = unescaped(words[6])
    else { return nil }
    let direction = Int16(words[5]).flatMap { Register(rawValue: $0) }
    guard direction != nil || words[5] == "-" else { return nil }
    channel = Channel(
      meter: meter, register: register, unit: unit, quantity: quantity, direction: direction,
      serial: serial.isEmpty ? nil : serial, hasIntervals: words[4].hasPrefix("told-"), turnMilliWh: turn)
    let count = words.count
    guard let start = Int64(words[7]), let scale = Int(words[count == 13 ? 9 : 8]), (0...9).contains(scale),
      let qualities = StoredReading.qualities(words[count - 2])
    else { return nil }
    self.scale = scale
    if words[0] == "index", count == 11, let value = Int64(words[10]), qualities.count == 1 {
      values = .index(instant: start, value: value, quality: qualities[0])
    } else if words[0] == "interval", count == 13, let interval = Int32(words[8]), interval > 0,
      let version = Int64(words[10])
    {
      var mantissas: [Int64] = []
      for field in words[12].split(separator: ",", omittingEmptySubsequences: false) {
        guard let value = field.isEmpty || field == "-" ? IntervalRun.missing : Int64(field) else { return nil }
        mantissas.append(value)
      }
      guard qualities.count == 1 || qualities.count == mantissas.count else { return nil }
      values = .intervals(start: start, interval: interval, version: version, values: mantissas, qualities: qualities)
    } else {
      return nil
    }
  }

  private func written(_ qualities: [Quality]) -> String {
    var stretches: [(Quality, Int)] = []
    for quality in qualities {
      if let last = stretches.last, last.0 == quality {
        stretches[stretches.count - 1].1 += 1
      } else {
        stretches.append((quality, 1))
      }
    }
    return stretches.map { quality, count in
      quality.grade.rawValue + (quality.raw.isEmpty ? "" : escaped(quality.raw))
        + (qualities.count > 1 ? "*\(count)" : "")
    }.joined(separator: ",")
  }

  private static func qualities(_ text: Substring) -> [Quality]? {
    var qualities: [Quality] = []
    for stretch in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = stretch.split(separator: "*", omittingEmptySubsequences: false)
      guard let letter = parts[0].first, let grade = Quality.Grade(rawValue: String(letter)), parts.count <= 2,
        let raw = unescaped(parts[0].dropFirst()), let count = parts.count == 1 ? 1 : Int(parts[1]), count > 0,
        count <= 10_000_000
      else { return nil }
      qualities += repeatElement(Quality(grade, raw: raw), count: count)
    }
    return qualities.isEmpty ? nil : qualities
  }
}

extension Quantity {
  fileprivate var word: String {
    switch self {
    case .energy(let unit): "energy:\(unit)"
    case .power(let unit): "power:\(unit)"
    case .index(let unit): "index:\(unit)"
    case .level(let unit): "level:\(unit)"
    case .other: "other"
    }
  }

  fileprivate init?(parts: [Substring]) {
    switch (parts[0], parts.count > 1 ? Int64(parts[1]) : nil) {
    case ("energy", let unit?): self = .energy(milliWh: unit)
    case ("power", let unit?): self = .power(milliW: unit)
    case ("index", let unit?): self = .index(milliWh: unit)
    case ("level", let unit?): self = .level(milliWh: unit)
    case ("other", nil): self = .other
    default: return nil
    }
  }
}

/// A name as one word; `-` when it is empty.
private func escaped(_ name: String) -> String {
  if name.isEmpty { return "-" }
  var text = ""
  for byte in name.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 46, 58, 95, 47: text.unicodeScalars.append(Unicode.Scalar(byte))
    default: text += "%" + String(UInt16(byte) + 0x100, radix: 16).dropFirst().uppercased()
    }
  }
  return text
}

private func unescaped(_ word: Substring) -> String? {
  if word == "-" { return "" }
  var bytes: [UInt8] = []
  var rest = word.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    guard rest.count >= 2, let value = UInt8(Substring(rest.prefix(2)), radix: 16) else { return nil }
    bytes.append(value)
    rest = rest.dropFirst(2)
  }
  return String(validating: bytes, as: UTF8.self)
}
