import Grid

/// How far a value can be trusted, and the dump's own word for it.
public struct Quality: Hashable, Sendable {
  public enum Grade: String, CaseIterable, Sendable {
    case actual = "A"
    /// To be replaced by an actual value.
    case estimated = "E"
    case substituted = "S"
    /// A substitute that stays.
    case final = "F"
    /// Put in by hand.
    case edited = "M"
    /// The dump's word is not one of those that the format's description lists.
    case unknown = "?"
  }

  public let grade: Grade
  /// As written, `S14`, `19`; empty where the dump says nothing or the format's plain word for an actual value.
  public let raw: String

  public init(_ grade: Grade, raw: String = "") {
    self.grade = grade
    self.raw = raw
  }

  /// A value that was measured; the number that sinks give it is 0.
  public static let actual = Quality(.actual)
}

/// What the values of a channel count, and what a unit of it is.
public enum Quantity: Hashable, Sendable {
  /// Energy of an interval. mWh a unit: 1,000 for Wh, 1,000,000 for kWh.
  case energy(milliWh: Int64)
  /// Mean power over an interval. mW a unit.
  case power(milliW: Int64)
  /// A cumulative register at an instant. mWh a unit.
  case index(milliWh: Int64)
  /// Energy in a battery at the end of an interval. mWh a unit.
  case level(milliWh: Int64)
  /// Reactive energy, gas, water, volts: told by `--inspect`, not loaded.
  case other
}

/// One register of one meter, as a dump names it.
public struct Channel: Hashable, Sendable {
  /// As the dump names the meter: NMI, PRM, metering point, serial.
  public let meter: String
  /// As the dump names the register: `E1`, `1-1:1.10.0`, `EAS F1`; `import` or `export` where it has no name.
  public let register: String
  /// As written: `kWh`, `KWH`, `W`.
  public let unit: String
  public let quantity: Quantity
  /// Where its energy goes; nil where nothing of it is loaded.
  public let direction: Register?
  /// Number on the meter's housing, where the dump says it; indices of different serials are never subtracted.
  public let serial: String?
  /// Whether the dump tells the energy between reads of an index itself, as runs: none is made of them.
  public let hasIntervals: Bool
  /// mWh at which an index begins again, where the dump's description says it.
  public let turnMilliWh: Int64?

  public init(
    meter: String, register: String, unit: String, quantity: Quantity, direction: Register?, serial: String? = nil,
    hasIntervals: Bool = false, turnMilliWh: Int64? = nil
  ) {
    self.meter = meter
    self.register = register
    self.unit = unit
    self.quantity = quantity
    self.direction = direction
    self.serial = serial
    self.hasIntervals = hasIntervals
    self.turnMilliWh = turnMilliWh
  }
}

/// Values of one channel for intervals that follow each other.
public struct IntervalRun {
  /// An element without a value.
  public static let missing = Int64.min

  /// What the sink answered for the channel.
  public var channel: Int32
  /// First second of the first interval.
  public var start: Int64
  /// Seconds.
  public var interval: Int32
  /// Mantissas: value × 10^scale, in the channel's unit; `missing` where the dump has none. Valid during the call.
  public var values: UnsafeBufferPointer<Int64>
  /// Decimals of the mantissas, 0 to 9.
  public var scale: Int
  /// What the sink answered for the quality of all values.
  public var quality: Int16
  /// One quality a value, where they differ. Valid during the call.
  public var qualities: UnsafeBufferPointer<Int16>?
  /// Seconds that the dump's clock is ahead of UTC at the run; nil where it says none.
  public var offset: Int32?
  /// Of two runs for an interval the one with the greater version holds, else the one that comes later.
  public var version: Int64
  /// Physical line (or number of the element) the run begins in, from 1.
  public var line: Int
  /// The record as written, for the list of rejects; empty: the reading itself is shown. Valid during the call.
  public var text: UnsafeRawBufferPointer

  public init(
    channel: Int32, start: Int64, interval: Int32, values: UnsafeBufferPointer<Int64>, scale: Int, quality: Int16 = 0,
    qualities: UnsafeBufferPointer<Int16>? = nil, offset: Int32? = nil, version: Int64 = 0, line: Int,
    text: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) {
    self.channel = channel
    self.start = start
    self.interval = interval
    self.values = values
    self.scale = scale
    self.quality = quality
    self.qualities = qualities
    self.offset = offset
    self.version = version
    self.line = line
    self.text = text
  }
}

/// The state of a cumulative register at an instant.
public struct IndexRead {
  public var channel: Int32
  public var instant: Int64
  /// value × 10^scale, in the channel's unit.
  public var value: Int64
  public var scale: Int
  public var quality: Int16
  /// Seconds that the dump's clock is ahead of UTC at the instant; nil where it says none.
  public var offset: Int32?
  public var line: Int
  public var text: UnsafeRawBufferPointer

  public init(
    channel: Int32, instant: Int64, value: Int64, scale: Int, quality: Int16 = 0, offset: Int32? = nil, line: Int,
    text: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) {
    self.channel = channel
    self.instant = instant
    self.value = value
    self.scale = scale
    self.quality = quality
    self.offset = offset
    self.line = line
    self.text = text
  }
}

/// What a register counted between two reads of it, as the dump itself says it.
public struct Accumulation {
  /// Its quantity is that of the reads: `index`, or `other`.
  public var channel: Int32
  /// Instants of the reads.
  public var start: Int64
  public var end: Int64
  /// value × 10^scale, in the channel's unit; not always the difference of the reads, which roll over.
  public var quantity: Int64
  public var scale: Int
  /// Nil where the dump tells the quantity alone.
  public var previous: IndexRead?
  public var current: IndexRead?
  /// Of two accumulations from and to the same instants the one with the greater version holds, else the one that comes later.
  public var version: Int64
  public var line: Int
  public var text: UnsafeRawBufferPointer

  public init(
    channel: Int32, start: Int64, end: Int64, quantity: Int64, scale: Int, previous: IndexRead?, current: IndexRead?,
    version: Int64 = 0, line: Int, text: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) {
    self.channel = channel
    self.start = start
    self.end = end
    self.quantity = quantity
    self.scale = scale
    self.previous = previous
    self.current = current
    self.version = version
    self.line = line
    self.text = text
  }
}

/// A record that is no reading.
public struct DecodeFault {
  public var line: Int
  /// Field of the line, from 1; nil when the whole line is meant.
  public var column: Int?
  public var code: RowFault
  /// The record as written. Valid during the call.
  public var text: UnsafeRawBufferPointer
  public var note: String?
  /// Values that are lost with it.
  public var count: Int

  public init(
    _ code: RowFault, line: Int, column: Int? = nil, text: UnsafeRawBufferPointer, note: String? = nil, count: Int = 1
  ) {
    self.code = code
    self.line = line
    self.column = column
    self.text = text
    self.note = note
    self.count = count
  }
}
