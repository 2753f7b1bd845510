import Grid

/// Telegrams of the P1 port of Dutch, Belgian, Luxembourgish and Swedish meters, as logs keep them: one behind another,
/// with or without text between them, whatever became of their line breaks.
enum DSMRDecoder: Decoder {
  static let formats: [DumpFormat] = [.dsmr]

  static func recognize(_ head: [UInt8]) -> DumpFormat? {
    var isInside = false
    for line in head.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      if line.withUnsafeBytes({ beginning(in: $0) }) != nil { isInside = true }
      if isInside, COSEMObject(line) != nil { return .dsmr }
    }
    return nil
  }

  /// `/ISk5\2MT382-1000`: three letters of the maker, one digit of the speed; a converter of heat meters writes a hyphen.
  static func isBeginning(_ line: some Collection<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "/") else { return false }
    let start = Array(line.prefix(5))
    return start.count == 5 && start[1...3].allSatisfy { 0x41...0x5A ~= $0 & 0xDF }
      && (start[4] &- 0x30 < 10 || start[4] == UInt8(ascii: "-"))
  }

  /// Where a telegram begins in a line outside of another one: some logs put the time before it.
  private static func beginning(in line: UnsafeRawBufferPointer) -> Int? {
    if isBeginning(line) { return 0 }
    return line.prefix(64).indices.dropFirst().first { at in
      line[at] == UInt8(ascii: "/") && line[at - 1] <= 32 && isBeginning(line[at...])
    }
  }

  static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink
  ) throws {
    let zone = options.zone ?? "Europe/Amsterdam"
    guard let clock = LocalClock(zone: zone) else {
      throw PlainFailure(.dataRefused, "there is no time zone '\(zone)'", hint: "Name it as in Europe/Amsterdam.")
    }
    var lines = LineReader(source)
    defer { lines.close() }
    var reader = TelegramReader(sink, clock: clock)
    var telegram: Telegram?
    while var line = try lines.next() {
      // What wrote CR and LF for the LF of CR and LF left one CR more.
      while line.last == 13 { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
      if isBeginning(line) {
        if let telegram { try reader.refuse(telegram, .incomplete, "the next telegram begins before its end") }
        telegram = Telegram(line, at: lines.number)
      } else if telegram == nil {
        reader.note(line)
        if let at = beginning(in: line) {
          telegram = Telegram(UnsafeRawBufferPointer(rebasing: line[at...]), at: lines.number)
        }
      } else if line.first == UInt8(ascii: "!") {
        telegram!.sum.add(CollectionOfOne(line[0]))
        try reader.take(telegram!, written: line.dropFirst())
        telegram = nil
      } else if !telegram!.append(line, at: lines.number) {
        try reader.refuse(telegram!, .tooLong, "a telegram without an end")
        telegram = nil
      }
    }
    if let telegram { try reader.refuse(telegram, .incomplete, "the dump ends before the telegram") }
    guard reader.telegramCount > 0 else {
      throw Input.foreign(source.name, .dsmr, "telegram")
    }
  }
}

/// CRC-16 with the reflected polynomial 8005 hex, as DSMR 4 and later end telegrams with.
struct CRC16 {
  private static let table: [UInt16] = (0..<256).map { byte in
    (0..<8).reduce(UInt16(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xA001 : sum >> 1 }
  }
  private(set) var value: UInt16 = 0

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = value >> 8 ^ CRC16.table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] }
  }
}

/// One object of a telegram: `1-0:1.8.1(000004.426*kWh)`, with a storage number `1-0:1.8.0*255(00032549.5061662*kWh)`.
struct COSEMObject {
  var code: String
  /// What stands in each pair of brackets.
  var values: [String]
  var line = 0

  init?(_ text: some Collection<UInt8>) {
    guard let open = text.firstIndex(of: UInt8(ascii: "(")), let first = text.first, first &- 0x30 < 10 else {
      return nil
    }
    let whole = text[..<open]
    let code = whole.firstIndex(of: UInt8(ascii: "*")).map { whole[..<$0] } ?? whole
    guard whole.count <= 28, code.count <= 24, code.contains(UInt8(ascii: ":")), code.contains(UInt8(ascii: ".")),
      code.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x3A || $0 == 0x2E })
    else { return nil }
    self.code = String(decoding: code, as: UTF8.self)
    values = COSEMObject.brackets(text[open...])
  }

  static func brackets(_ text: some Collection<UInt8>) -> [String] {
    String(decoding: text, as: UTF8.self).split(separator: ")").map { String($0.drop { $0 == "(" }) }
  }
}

/// One telegram, from its identification to the mark at its end.
struct Telegram {
  private static let objectLimit = 500

  let beginning: [UInt8]
  let line: Int
  private(set) var objects: [COSEMObject] = []
  /// Over the lines as they leave the meter, with CR and LF behind each.
  var sum = CRC16()
  private var length = 0

  init(_ line: UnsafeRawBufferPointer, at number: Int) {
    beginning = Array(line.prefix(200))
    self.line = number
    sum.add(line)
    sum.add([13, 10])
  }

  /// False when there is more than a telegram has.
  mutating func append(_ line: UnsafeRawBufferPointer, at number: Int) -> Bool {
    sum.add(line)
    sum.add([13, 10])
    length += line.count
    guard objects.count < Telegram.objectLimit, length < 1 << 16 else { return false }
    if var object = COSEMObject(line) {
      object.line = number
      objects.append(object)
    } else if line.first == UInt8(ascii: "("), !objects.isEmpty {
      // The value of a gas meter of DSMR 2 and 3 stands on a line of its own.
      objects[objects.count - 1].values += COSEMObject.brackets(line)
    }
    return true
  }

  subscript(_ code: String) -> String? { objects.first { $0.code == code }?.values.first }
}
