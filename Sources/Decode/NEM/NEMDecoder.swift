import Grid

/// AEMO's Meter Data File Format: NEM12 (days of interval values) and NEM13 (accumulations between two reads).
///
/// Both kinds of record are read wherever they stand: a file may have several sections of either kind.
public enum NEMDecoder: Decoder {
  public static let formats: [DumpFormat] = [.nem12, .nem13]

  public static func recognize(_ head: [UInt8]) -> DumpFormat? {
    head.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while let first = rest.first, [0x0A, 0x0D, 0x20, 0x09].contains(first) { rest = rest.dropFirst() }
      let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
      guard line.count <= LineReader.lengthLimit, !line.isEmpty else { return nil }
      var fields = Fields()
      defer { fields.close() }
      guard fields.split(UnsafeRawBufferPointer(rebasing: line), at: 0x2C) else { return nil }
      return format(of: fields)
    }
  }

  public static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink
  ) throws {
    let reader = NEMReader(source, as: format, sink)
    defer { reader.close() }
    try reader.read()
  }

  /// A file that lost its header begins with the record of a channel, or with a day.
  private static func format(of fields: Fields) -> DumpFormat? {
    switch NEMRecord(fields[0]) {
    case .header where fields.count >= 2:
      switch fields[1].upperText {
      case "NEM12": return .nem12
      case "NEM13": return .nem13
      default: return nil
      }
    case .channel where fields.count >= 9 && NEMReader.interval(fields[8]) != nil: return .nem12
    case .day where fields.count > 48 && MarketTime.day(fields[1]) != nil: return .nem12
    case .accumulation where fields.count >= 20 && MarketTime.instant(fields[14]) != nil: return .nem13
    default: return nil
    }
  }
}

/// The kinds of records, by their first field.
enum NEMRecord: UInt32 {
  case header = 100
  case channel = 200
  case accumulation = 250
  case day = 300
  case quality = 400
  /// What a business asked for or did, told to other businesses.
  case business = 500
  case businessAccumulation = 550
  case end = 900

  init?(_ field: UnsafeRawBufferPointer) {
    guard field.count == 3, let number = field.digits else { return nil }
    self.init(rawValue: UInt32(number))
  }
}

/// The market's clock: UTC+10 the whole year, in every state.
enum MarketTime {
  /// Seconds ahead of UTC.
  static let offset: Int32 = 36_000

  /// Midnight of `20040201`; nil when there is no such day.
  @inline(__always)
  static func day(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count == 8, let number = text.digits,
      let day = LocalDay(year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
    else { return nil }
    return Int64(day.number) * 86_400 - Int64(offset)
  }

  /// `200402011135` or `20040201113559`; nil when there is no such time.
  static func instant(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count == 14 || text.count == 12,
      let midnight = day(UnsafeRawBufferPointer(rebasing: text[..<8])),
      var clock = UnsafeRawBufferPointer(rebasing: text[8...]).digits
    else { return nil }
    if text.count == 12 { clock *= 100 }
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return midnight + hour * 3600 + minute * 60 + second
  }
}

/// Times that stand in record after record, as that of an update: the last one is kept.
struct RepeatedTime {
  private var text: (UInt64, UInt64) = (0, 0)
  private var last: Int64?

  /// See `MarketTime.instant`.
  @inline(__always)
  mutating func instant(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count == 14 else { return MarketTime.instant(text) }
    let bytes = (
      text.loadUnaligned(as: UInt64.self), text.loadUnaligned(fromByteOffset: 6, as: UInt64.self)
    )
    if bytes != self.text {
      last = MarketTime.instant(text)
      self.text = bytes
    }
    return last
  }
}

extension UnsafeRawBufferPointer {
  /// The number that they write; nil when not all are digits, of which there are 1 to 18.
  @inline(__always)
  var digits: Int64? {
    guard count > 0, count <= 18 else { return nil }
    var number: Int64 = 0
    for byte in self {
      guard byte &- 0x30 < 10 else { return nil }
      number = number &* 10 &+ Int64(byte &- 0x30)
    }
    return number
  }

  var upperText: String { text.uppercased() }
}
