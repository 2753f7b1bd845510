import Foundation
import Support

/// A folder of its own for one test, and LibreOffice to calculate the workbooks in it.
final class Office {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/reports-\(getpid())-\(UInt64.random(in: 0..<UInt64.max))"
    try FileManager.default.createDirectory(atPath: path("profile/user"), withIntermediateDirectories: true)
    // Without this, LibreOffice shows the values stored beside the formulas.
    try Data(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry">
      <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
      <value>0</value></prop></item></oor:items>
      """.utf8
    ).write(to: URL(fileURLWithPath: path("profile/user/registrymodifications.xcu")))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The lines of every sheet below its notes, fields by heading, full precision, totals last.
  func sheets(of workbook: String) throws -> [String: [[String: String]]] {
    // 44 , 34 " 76 UTF-8; not as formatted, so that no digit is lost; -1 every sheet into a file of its own.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"
    _ = try run(
      "/usr/bin/soffice",
      [
        "-env:UserInstallation=file://\(path("profile"))", "--headless", "--convert-to", filter, "--outdir",
        path("csv"), path(workbook),
      ])
    var sheets: [String: [[String: String]]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: path("csv")) {
      let text = try String(contentsOfFile: path("csv/\(file)"), encoding: .utf8)
      sheets[String(file.dropFirst(workbook.count - 4).dropLast(4))] = Self.records(text)
    }
    return sheets
  }

  /// One part of a workbook, for example `xl/charts/chart1.xml`.
  func part(_ name: String, of workbook: String) throws -> String {
    try run("/usr/bin/unzip", ["-p", path(workbook), name])
  }

  /// Calculates a workbook anew and writes it under its own name into a folder.
  func recalculate(_ workbook: String, into folder: String) throws {
    try convert(workbook, to: "xlsx", into: folder)
  }

  /// On how many pages a workbook is printed.
  func pages(of workbook: String) throws -> Int {
    try convert(workbook, to: "pdf", into: "pdf")
    let text = try run("/usr/bin/pdfinfo", [path("pdf/\(workbook.dropLast(5)).pdf")])
    let line = text.split(separator: "\n").first { $0.hasPrefix("Pages:") }
    return line.flatMap { Int($0.dropFirst(6).filter { $0 != " " }) } ?? 0
  }

  private func convert(_ workbook: String, to form: String, into folder: String) throws {
    _ = try run(
      "/usr/bin/soffice",
      [
        "-env:UserInstallation=file://\(path("profile"))", "--headless", "--convert-to", form, "--outdir", path(folder),
        path(workbook),
      ])
  }

  /// Runs a script that stands beside the tests, with files of the folder.
  func python(_ script: String, _ files: String...) throws -> String {
    let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    return try run(
      "/usr/bin/python3", ["\(place)/\(script)"] + files.map(path),
      environment: ["PYTHONPATH": "\(repository)/.vendor/python", "PYTHONDONTWRITEBYTECODE": "1"])
  }

  private func run(_ program: String, _ arguments: [String], environment: [String: String]? = nil) throws -> String {
    let process = Process()
    if let environment { process.environment = environment }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Title and notes end with an empty line; the next one has the headings. No field of a report has a line break.
  private static func records(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(fields)
    guard let gap = lines.firstIndex(where: { $0.allSatisfy(\.isEmpty) }), gap + 1 < lines.count else { return [] }
    let headings = lines[gap + 1]
    return lines.dropFirst(gap + 2).filter { !$0.allSatisfy(\.isEmpty) }.map { line in
      Dictionary(zip(headings, line), uniquingKeysWith: { first, _ in first })
    }
  }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
