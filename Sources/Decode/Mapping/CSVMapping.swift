import Grid

/// How to read a CSV of any form: the document of a `*.mapping.json`. Its keys are described in `gridctl help mapping`.
public struct CSVMapping: Sendable, Equatable {
  /// Columns of a line that can be named or numbered.
  static let columnLimit = 4096

  /// A column: by the name in the header, or by its place, from 1.
  public enum Field: Hashable, Sendable {
    case name(String)
    case position(Int)
  }

  public enum Meter: Hashable, Sendable {
    case column(Field)
    /// The whole file is of one meter.
    case fixed(String)
  }

  /// Length of all intervals, where rows have one stamp only.
  public enum Interval: Hashable, Sendable {
    case seconds(Int64)
    /// Local days, of 23, 24 or 25 hours.
    case day
    case month
  }

  public enum Kind: String, Sendable, CaseIterable {
    case energy, power, level
    /// A cumulative register at the end of an interval, whose energy is the difference.
    case index
    /// A cumulative register at an instant; the loader makes energies of what is read often enough.
    case reads
  }

  /// When a cumulative register may begin again at zero.
  public enum Reset: Hashable, Sendable {
    case never
    case always
    /// Milliseconds of the local day, both included; the window runs over midnight when the first is the later one.
    case window(Int64, Int64)
  }

  /// Rows that a value is in: those with one of the words in a column.
  public struct Condition: Hashable, Sendable {
    public var column: Field
    public var words: Set<String>
  }

  /// A column of values and what they count.
  public struct Value: Hashable, Sendable {
    public var column: Field
    /// The register's name in the dump; without one the word of `register`.
    public var name: String
    public var register: Register
    /// Where values below zero go, with their sign turned.
    public var negative: Register?
    /// Its name: that of `negative`, behind the register's own name when it has one.
    public var negativeName: String
    public var kind: Kind
    /// As written in the mapping: W, kW, MW, Wh, kWh, MWh, %.
    public var unit: String
    /// mWh or mW a unit.
    public var milli: Int64
    /// What values are multiplied with: mantissa × 10^-scale.
    public var factor: ExactDecimal
    /// Digits before the decimal mark after which a cumulative register begins again.
    public var rolloverDigits: Int?
    public var reset = Reset.never
    public var condition: Condition?
  }

  public struct QualityColumn: Hashable, Sendable {
    public var column: Field
    /// Grades of the words that the dump uses; nil: a value with this word is none.
    public var words: [String: Quality.Grade?]
  }

  public enum Encoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
  }

  public var name: String
  /// Names of the files it is for, with `*` and `?`.
  public var files: [String] = []
  public var hasHeader = true
  /// The whole header, where the mapping says it: it is for files with this one only.
  public var header: String?
  public var skippedLines = 0
  public var separator = UInt8(ascii: ",")
  public var decimalMark = UInt8(ascii: ".")
  public var thousandsMark: [UInt8] = []
  public var comment: [UInt8] = []
  public var encoding = Encoding.utf8
  public var meter = Meter.fixed("")
  public var serial: Field?
  /// Columns whose texts, joined by a blank, are the stamp.
  public var start: [Field] = []
  public var end: [Field] = []
  public var stamps: [StampForm] = [.iso]
  /// IANA zone of stamps without an offset, of days, months and reset windows.
  public var zone: String?
  public var interval: Interval?
  public var values: [Value] = []
  public var quality: QualityColumn?
  /// Whether time runs backward; nil: what the first rows show.
  public var isDecreasing: Bool?
  /// How often each row is written.
  public var repetition = 1
  /// Seconds between an interval and the one before it from which on a gap is told.
  public var gap = ExactDecimal(mantissa: 0, scale: 0)
  /// Seconds by which intervals that follow each other may differ before it is told.
  public var lengthVariation = ExactDecimal(mantissa: 0, scale: 0)
  /// Texts that stand for no value.
  public var missing: Set<String> = [""]
  /// Those of them that are numbers too, as the dump writes them: 9999.
  var missingNumbers: [[UInt8]] = []
  /// Whether a row that cannot be read refuses the whole file.
  public var refusesBadRows = true
  /// The document as written.
  public var document = ""

  init(name: String) { self.name = name }
}

/// Words of registers in mappings.
extension Register {
  static let words: [(String, Register)] = [
    ("import", .imported), ("export", .exported), ("consumption", .consumption), ("production", .production),
    ("battery_charge", .batteryCharge), ("battery_discharge", .batteryDischarge), ("battery_level", .batteryLevel),
  ]

  /// `import`, `battery_level`: as mappings and registry files write it.
  public var word: String { Register.words.first { $0.1 == self }!.0 }
}
