import Database
import Grid
import Support

@testable import Ingest

/// Weeks of plain readings of a household in Paris, and what validation says of them once one thing is changed.
struct ReadingBench {
  let dumps: DumpFixture
  var database: TestDatabase { dumps.database }

  /// Local midnight of 2025-04-01, a Tuesday.
  static let start = Instant("2025-04-01T00:00:00+02:00")!.seconds
  static let asOf = Instant("2025-05-01T00:00:00+02:00")!

  init() throws { dumps = try DumpFixture() }

  /// Makes meter Q1 a member from another day on.
  func joins(on day: String) throws {
    try database.script("UPDATE grid.membership SET during = '[\(day),)' WHERE meter_id = 1")
  }

  /// A value that is like those of other days but never the same for long; Wh a quarter hour.
  static func usual(_ day: Int, _ slot: Int) -> Int { 60 + (slot * 7 + day * 13) % 50 }

  /// Production of a sunny day: nothing before seven and behind nineteen o'clock.
  static func sunny(_ day: Int, _ slot: Int) -> Int {
    (28..<76).contains(slot) ? 40 + 20 * min(slot - 28, 75 - slot) + (day * 7 + slot) % 5 : 0
  }

  /// The instant of a quarter hour of a day of April, both from 0.
  static func instant(_ day: Int, _ slot: Int) -> Instant {
    Instant(seconds: start + Int64(day) * 86_400 + Int64(slot) * 900)
  }

  /// Loads whole days of a meter; a slot for which `row` is nil is missing.
  func load(
    _ meter: String = "Q1", days: Range<Int> = 0..<30, as name: String = "20250430T220000.csv",
    header: String = DumpFixture.header,
    _ row: (_ day: Int, _ slot: Int) -> String? = { "\(usual($0, $1)),\(sunny($0, $1)),0" }
  ) throws {
    var rows: [String] = []
    for day in days {
      for slot in 0..<96 {
        if let values = row(day, slot) { rows.append("\(meter),\(Self.instant(day, slot)),\(values)") }
      }
    }
    try dumps.load(rows, header: header, as: name, asOf: "2025-06-01T00:00:00Z")
  }

  @discardableResult
  func run(
    meter: String? = "Q1", estimates: Bool = false, redo: Bool = false, asOf: Instant = ReadingBench.asOf
  ) throws -> ValidationSummary {
    try validate(
      ValidationRequest(
        meter: meter, period: Period("2025-04", today: LocalDay(number: 0)), redo: redo, estimates: estimates,
        asOf: asOf),
      on: database.connection)
  }

  /// `rule register from to evidence` of each open verdict, in local time.
  func verdicts() throws -> [String] {
    try database.lines(
      """
      SELECT rule, register, to_char(starts_at AT TIME ZONE 'Europe/Paris', 'DD HH24:MI'),
             to_char(ends_at AT TIME ZONE 'Europe/Paris', 'DD HH24:MI'), evidence
      FROM ingest.verdict WHERE closed_at IS NULL ORDER BY starts_at, rule, register
      """)
  }

  /// Stored values of a register's day, `.` where it is missing, with a star where it is an estimate.
  func values(_ register: Register, _ day: String, meter: String = "Q1") throws -> [String] {
    try database.lines(
      """
      SELECT coalesce((e.wh * grid.unit(b.exponent))::double precision::text, '.') || CASE WHEN e.q > 0 THEN '*' ELSE '' END
      FROM grid.interval_block AS b JOIN grid.meter USING (meter_id)
      CROSS JOIN LATERAL unnest(b.wh, b.quality) WITH ORDINALITY AS e (wh, q, i)
      WHERE meter = '\(meter)' AND register = \(register.rawValue) AND day = '\(day)' ORDER BY e.i
      """)
  }
}
