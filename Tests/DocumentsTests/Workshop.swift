import Foundation
import Testing

/// A folder of its own for one test, removed at the end, and the tools that look into what was written there.
final class Workshop {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/documents-\(getpid())-\(UInt64.random(in: 0..<UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? [] }

  /// One part of a workbook, for example `xl/worksheets/sheet1.xml`.
  func part(_ name: String, of workbook: String) throws -> String {
    try run("/usr/bin/unzip", ["-p", path(workbook), name])
  }

  /// What LibreOffice calculates: the cells of every sheet as they are shown, by sheet name.
  func recalculated(_ workbook: String) throws -> [String: [[String]]] {
    // 44 , 34 " 76 UTF-8; as formatted; -1 every sheet into a file of its own.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1"
    try alwaysRecalculate()
    let out = path("recalculated")
    _ = try run(
      "/usr/bin/soffice",
      [
        "-env:UserInstallation=file://\(path("profile"))", "--headless", "--convert-to", filter, "--outdir", out,
        path(workbook),
      ])
    var sheets: [String: [[String]]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: out) {
      let name = file.dropFirst(workbook.count - 4).dropLast(4)
      sheets[String(name)] = Self.fields(try String(contentsOfFile: "\(out)/\(file)", encoding: .utf8))
    }
    return sheets
  }

  /// Without this, LibreOffice shows the values stored beside the formulas.
  private func alwaysRecalculate() throws {
    try FileManager.default.createDirectory(atPath: path("profile/user"), withIntermediateDirectories: true)
    try Data(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry">
      <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
      <value>0</value></prop></item></oor:items>
      """.utf8
    ).write(to: URL(fileURLWithPath: path("profile/user/registrymodifications.xcu")))
  }

  @discardableResult
  func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = program == "/usr/bin/env" ? FileHandle.standardError : FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(program) \(arguments) failed")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Runs a Python program that may import what `make setup` installed.
  func python(_ program: String, _ arguments: [String]) throws -> String {
    try run("/usr/bin/env", ["PYTHONPATH=\(Self.wheels)", "python3", "-c", program] + arguments)
  }

  /// Reads CSV, quotes included, for comparing only.
  static func fields(_ text: String) -> [[String]] {
    var rows: [[String]] = [[""]]
    var quoted = false
    var previous: Character = ","
    for character in text {
      defer { previous = character }
      switch character {
      case "\"":
        if !quoted, previous == "\"" { rows[rows.count - 1][rows[rows.count - 1].count - 1].append("\"") }
        quoted.toggle()
      case "," where !quoted: rows[rows.count - 1].append("")
      case "\n" where !quoted: rows.append([""])
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
      }
    }
    return rows.last == [""] ? rows.dropLast() : rows
  }

  static let hasOffice = ["soffice", "zip"].allSatisfy(isInstalled)
  private static let wheels = "\(#filePath.split(separator: "/Tests/")[0])/.vendor/python"
  static let hasWheels = FileManager.default.fileExists(atPath: "\(wheels)/openpyxl")
  static let hasUnzip = isInstalled("unzip")

  private static func isInstalled(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\(program)")
  }
}
