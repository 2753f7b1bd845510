import Foundation
import Grid
import Reports

/// `gridctl report household`: what consumes most and when; of one household, or a page for each of many.
struct ReportHousehold: Command {
  static let name = "report household"
  static let summary = "Show what a household uses and when, what it produces and pays: a page each."
  static let options =
    [meter, customer, all, Option.community, .period, day, grain, output] + Option.document.dropFirst() + [.asOf]

  static let meter = Option("meter", value: "code", help: "One meter.")
  static let customer = Option(
    "customer", value: "code", help: "The households of a customer, on the days of its contracts.")
  static let all = Option("all", help: "A page for every household.")
  static let day = Option("day", value: "day", help: "A local day, as 2025-03-30: the same as --period of one day.")
  static let grain = Option(
    "grain", value: "hour|day|month", help: "Rows (hour for a day, day for up to 92 days, month for more).")
  static let output = Option(
    "output", value: "file|folder/", help: "Where the report goes; a folder takes one of each household.")

  let meter, customer, community: String?
  let grain: HouseholdGrain?
  /// Nil: a file.
  let folder: String?

  init(_ values: OptionValues) throws {
    meter = values.text(Self.meter)
    customer = values.text(Self.customer)
    community = values.text(.community)
    grain = try values.choice(Self.grain)
    let isAll = values.has(Self.all) || meter == nil && customer == nil && community != nil
    guard isAll || meter != nil || customer != nil else {
      throw UsageFailure(
        "'report household' needs --meter, --customer or --all", hint: "--community alone means all of it.")
    }
    guard !isAll || meter == nil && customer == nil else {
      throw UsageFailure("--all goes with neither --meter nor --customer")
    }
    guard values.has(Self.day) != values.has(.period) else {
      throw UsageFailure("'report household' needs --period or --day, one of both")
    }
    guard isAll || community == nil else {
      throw UsageFailure("--community goes with neither --meter nor --customer")
    }
    let output = try isAll ? values.required(Self.output) : values.text(Self.output)
    guard !isAll || output != "-" else {
      throw UsageFailure("many households do not go to the standard output", hint: "Name a folder with --output.")
    }
    folder = output.flatMap { isAll || isFolderName($0) ? $0 : nil }
    if folder == nil { _ = try values.output(named: "household") }
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period =
      try session.values.has(Self.day)
      ? Period("\(session.values.day(Self.day))", today: LocalDay(number: 0))!
      : session.period(community: community)
    let reports = try HouseholdReports(
      HouseholdRequest(
        meter: meter, customer: customer, community: community, period: period, grain: grain,
        language: session.language, asOf: session.asOf),
      on: session.database)
    if let folder { return try write(reports, of: period, to: folder, in: session) }
    guard reports.count == 1 else {
      throw UsageFailure(
        "customer '\(customer ?? "")' has \(reports.count) households",
        hint: "Name one with --meter (\(reports.codes.joined(separator: ", "))), or a folder with --output.")
    }
    let report = try reports.first()
    let path = try session.values.output(named: fileName(report.meter, period))!
    try session.write(report.document, to: path)
    session.summarize(summary(report, period) + (path == "-" ? "" : ", in \(path)"))
  }

  private func write(
    _ reports: HouseholdReports, of period: Period, to output: String, in session: Session
  ) throws {
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    let form = try session.values.choice(.format, of: DocumentForm.self) ?? .html
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw PlainFailure(.cannotCreate, "cannot create the folder '\(folder)'")
    }
    var (written, gaps, empty) = (0, 0, 0)
    try reports.each { report in
      try session.write(report.document, to: "\(folder)/\(fileName(report.meter, period)).\(form)")
      written += 1
      if report.missing == report.rows { empty += 1 } else if report.missing + report.partial > 0 { gaps += 1 }
      session.terminal.progress(Self.name, Int64(written), of: Int64(reports.count))
    }
    var text = counted(written, "household")
    if gaps > 0 { text += ", \(grouped(gaps)) with gaps" }
    if empty > 0 { text += ", \(grouped(empty)) without readings" }
    session.summarize("\(text), in \(folder)/")
  }

  private func summary(_ report: HouseholdReport, _ period: Period) -> String {
    guard report.rows > 0 else { return "no \(grain?.rawValue ?? "row") of the period is known" }
    let grain = grain ?? HouseholdGrain(period)
    var text = counted(report.rows, grain.rawValue)
    if report.missing == report.rows { return text + ", no reading of them is known" }
    if report.missing > 0 { text += ", \(report.missing) missing" }
    if report.partial > 0 { text += ", \(report.partial) partial" }
    return text
  }
}

/// A folder that is there, or a name that ends in `/`.
private func isFolderName(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return path.hasSuffix("/")
    || path != "-" && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}

/// `household-M133-2025-04`: letters and digits stay as they are, every other byte but `-`, `_` and inner dots is `%2F`, so
/// that two codes never share a name and none leaves the folder.
func fileName(_ meter: String, _ period: Period) -> String {
  var name = ""
  for character in meter {
    if character.isLetter || character.isNumber || "-_.".contains(character) {
      name.append(character)
    } else {
      for byte in String(character).utf8 {
        name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
  let days =
    period.dayCount == 1 ? "\(period.start)" : period.isMonth ? "\(period)" : "\(period.start)_\(period.end)"
  return "household-\(name)-\(days)"
}
