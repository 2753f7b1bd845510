import Grid
import Reports

/// `gridctl report household`: a meter's day, hour by hour.
struct ReportHousehold: Command {
  static let name = "report household"
  static let summary = "Write a meter's day hour by hour: used, produced, exchanged, what is missing."
  static let options = [meter, day] + Option.document + [.asOf]

  static let meter = Option("meter", value: "code", help: "The meter.")
  static let day = Option("day", value: "day", help: "A local day, as 2025-03-30.")

  let meter: String
  let day: LocalDay
  let output: String

  init(_ values: OptionValues) throws {
    meter = try values.required(Self.meter)
    day = try values.day(Self.day)
    output = try values.output(named: "household-\(meter.replacing("/", with: "-"))-\(day)")!
  }

  func run(in session: Session) throws {
    let report = try HouseholdReport(meter: meter, day: day, asOf: session.asOf, on: session.database)
    try session.write(report.document, to: output)
    var text = "\(report.hours) hours"
    if report.missing == report.hours {
      text += ", no reading of them is known"
    } else {
      if report.missing > 0 { text += ", \(report.missing) missing" }
      if report.partial > 0 { text += ", \(report.partial) partial" }
    }
    session.summarize(output == "-" ? text : "\(text), in \(output)")
  }
}
