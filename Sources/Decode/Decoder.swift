import Grid

/// Takes what a decoder reads: a loader, an inspection, a test.
public protocol ReadingSink: AnyObject {
  /// The number of a channel in runs and reads; equal channels have one number.
  func number(of channel: Channel) throws -> Int32

  /// The number of a quality in runs and reads; 0 is `Quality.actual`.
  func number(of quality: Quality) throws -> Int16

  func take(_ run: IntervalRun) throws
  func take(_ read: IndexRead) throws
  func take(_ accumulation: Accumulation) throws

  /// The state of a register at an instant that the dump does not say: told by an inspection, never loaded.
  func take(undated value: Int64, scale: Int, of channel: Int32)

  /// A record that is no reading; decoding goes on.
  func reject(_ fault: DecodeFault) throws

  /// Records that are in order but not ours: B2B details, maximum power.
  func pass(_ count: Int)

  /// When the dump says it was made, as in the header of NEM12: the time of reception where nobody says another.
  func made(at instant: Instant)

  /// A remark for the user, once a file: which stamps were assumed, a section behind the end.
  func remark(_ text: String)

  /// The state of a cumulative register that was known before, the last one ahead of an instant; nil: none.
  func last(of channel: Int32, before instant: Int64) throws -> IndexRead?
}

extension ReadingSink {
  public func last(of channel: Int32, before instant: Int64) -> IndexRead? { nil }

  /// Who stores registers needs the two reads only.
  public func take(_ accumulation: Accumulation) throws {
    if let previous = accumulation.previous { try take(previous) }
    if let current = accumulation.current { try take(current) }
  }

  public func take(undated value: Int64, scale: Int, of channel: Int32) {}
}

/// The forms of dumps. The raw value is what `--format` takes and `--inspect` prints.
public enum DumpFormat: String, CaseIterable, Sendable {
  case native
  /// Any CSV, read by a mapping.
  case csv
  case enedisLoadCurve = "enedis-load-curve"
  case enedisIndex = "enedis-index"
  case enedisR63 = "enedis-r63"
  case dataConnect = "enedis-data-connect"
  case enedisDaily = "enedis-daily"
  case nem12
  case nem13
  case greenButton = "greenbutton"
  case mscons
  case dsmr
}

/// What the user says about a dump beside its bytes.
public struct DecodeOptions: Sendable {
  public enum Stamp: String, CaseIterable, Sendable {
    case start
    case end
  }

  /// Whether stamps begin or end intervals, where the file does not decide it.
  public var stamp: Stamp?
  /// IANA zone of local times without an offset; nil: the format's own.
  public var zone: String?
  /// How to read a CSV of no known form.
  public var mapping: CSVMapping?

  public init(stamp: Stamp? = nil, zone: String? = nil, mapping: CSVMapping? = nil) {
    self.stamp = stamp
    self.zone = zone
    self.mapping = mapping
  }
}

/// Reads one form of dump.
///
/// A decoder trusts no byte: it never crashes, takes bounded memory, and tells each record it cannot read by
/// `reject`. It throws a `Failure` with status `.dataRefused` only when nothing of the file can be believed.
public protocol Decoder: SendableMetatype {
  static var formats: [DumpFormat] { get }

  /// The form of a dump with these first bytes (at most 64 KiB, a byte order mark taken off); nil: none of these.
  static func recognize(_ head: [UInt8]) -> DumpFormat?

  /// Reads the source to its end.
  static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink) throws
}

/// All decoders, in the order in which they are asked. The native form has a reader of its own in Ingest.
public let decoders: [any Decoder.Type] = [
  NEMDecoder.self,
  GreenButtonDecoder.self,
  EnedisDecoder.self,
  MSCONSDecoder.self,
  DSMRDecoder.self,
  CSVDecoder.self,
]

/// The form of a dump, by its first bytes; nil when no decoder knows it.
public func recognize(_ head: [UInt8], by decoders: [any Decoder.Type] = decoders) -> DumpFormat? {
  for decoder in decoders {
    if let format = decoder.recognize(head) { return format }
  }
  return nil
}
