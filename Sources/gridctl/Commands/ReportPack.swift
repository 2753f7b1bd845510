import Documents
import Foundation
import Grid
import Reports

/// `gridctl report pack`: all reports of a period in one folder, for the archive.
struct ReportPackCommand: Command {
  static let name = "report pack"
  static let summary = "Write all reports of a period into a dated folder with an index and digests."
  static let options = [Option.period, .community, output, replace, households, .language, .decimal, .asOf]

  static let output = Option("output", value: "folder", help: "Where the folder of the period is made.")
  static let replace = Option("replace", help: "Take the place of a folder of that name.")

  static let households = Option("households", help: "A page for each household too.")

  let output: String
  let replaces, hasHouseholds: Bool

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.required(Self.output)
    guard output != "-" else { throw UsageFailure("a pack is a folder, not '-'", hint: "Name a folder with --output.") }
    replaces = values.has(Self.replace)
    hasHouseholds = values.has(Self.households)
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let path = "\(output)/\(period)"
    // A link that leads nowhere is something too.
    guard replaces || (try? FileManager.default.attributesOfItem(atPath: path)) == nil else {
      throw PlainFailure(.cannotCreate, "'\(path)' is there already", hint: "Replace it with --replace.")
    }
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw PlainFailure(.cannotCreate, "cannot make the folder '\(output)'", hint: "Is there a file of that name?")
    }
    let pack = ReportPack(
      period: period, community: community, asOf: session.asOf, language: session.language, on: try session.database)
    let pages =
      try hasHouseholds
      ? HouseholdReports(
        HouseholdRequest(community: community, period: period, language: session.language, asOf: session.asOf),
        on: session.database) : nil
    let files = try session.writing {
      try write(pack, pages, of: period, to: path, in: session)
    }
    let bytes = files.reduce(0) { $0 + $1.bytes }
    session.summarize("\(counted(files.count, "file")), \(grouped(Int(bytes / 1024))) kB, in \(path)")
  }

  private func write(
    _ pack: ReportPack, _ pages: HouseholdReports?, of period: Period, to path: String, in session: Session
  ) throws -> [DocumentFolder.Entry] {
    var folder = try DocumentFolder(path)
    do {
      for part in pack.parts {
        let document = try part.document()
        try folder.add(part.file, answers: part.answers) { try session.write(document, to: $0) }
      }
      try pages?.each { report in
        let file = "households/\(fileName(report.meter, period)).html"
        try folder.add(file, answers: report.document.title) { try session.write(report.document, to: $0) }
      }
      return try folder.publish(title: pack.title, subject: pack.subject, language: session.language)
    } catch {
      folder.discard()
      throw error
    }
  }
}
