import Foundation
import Support
import Testing

@testable import gridctl

/// The manual is the test: every `console` block of the help pages and of the README is run.
@Suite struct ManualTests {
  /// A command of a console block, and the lines that it must print.
  struct Step {
    var command: String
    var output: [String] = []
  }

  static let help = "\(repository)/Sources/gridctl/Help"

  static let pages: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: help))?.sorted() ?? []
    return ["\(repository)/README.md"] + names.map { "\(help)/\($0)" }
  }()

  static func blocks(of page: String) throws -> [[Step]] {
    var blocks: [[Step]] = []
    var isInside = false
    for line in try String(contentsOfFile: page, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line == "```console" {
        isInside = true
        blocks.append([])
      } else if line.hasPrefix("```") {
        isInside = false
      } else if isInside, line.hasPrefix("$ ") {
        blocks[blocks.count - 1].append(Step(command: String(line.dropFirst(2))))
      } else if isInside, line.hasPrefix("> "), blocks.last?.last?.output == [] {
        // A command goes on, as a shell's second prompt shows it.
        blocks[blocks.count - 1][blocks[blocks.count - 1].count - 1].command += "\n\(line.dropFirst(2))"
      } else if isInside, !blocks[blocks.count - 1].isEmpty {
        blocks[blocks.count - 1][blocks[blocks.count - 1].count - 1].output.append(String(line))
      }
    }
    return blocks
  }

  /// Whether output is as shown: `…` alone on a line stands for any lines, within a line for any text.
  static func matches(_ output: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return output.isEmpty }
    if first == "…" {
      return (output.startIndex...output.endIndex).contains { matches(output[$0...], shown.dropFirst()) }
    }
    guard let line = output.first else { return false }
    return matches(line: line, first) && matches(output.dropFirst(), shown.dropFirst())
  }

  static func matches(line: String, _ shown: String) -> Bool {
    let parts = shown.components(separatedBy: "…")
    guard parts.count > 1 else { return line == shown }
    guard line.hasPrefix(parts[0]), line.hasSuffix(parts.last!) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst() where !part.isEmpty {
      guard let found = rest.range(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  @Test("the page does what it shows", arguments: pages)
  func page(path: String) throws {
    let blocks = try Self.blocks(of: path)
    #expect(!blocks.isEmpty, "a page without an example")
    let place = try Workplace()
    for step in blocks.joined() {
      let (_, output) = try place.run(step.command)
      let shown = Self.lines(step.output.joined(separator: "\n"))
      #expect(Self.matches(Self.lines(output)[...], shown[...]), "$ \(step.command)\n\(output)")
    }
  }

  @Test("the matcher of console blocks can fail")
  func matcher() {
    #expect(Self.matches(["a", "b 12 c", "d"], ["…", "b … c", "d"]))
    #expect(!Self.matches(["a", "b 12 c", "d"], ["…", "b … x", "d"]))
    #expect(!Self.matches(["a", "b"], ["a"]))
    #expect(!Self.matches(["a"], ["a", "b"]))
  }

  @Test("every command has a page and every page a command")
  func complete() throws {
    let pages = Self.pages.dropFirst().map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
    #expect(pages.sorted() == commands.map { $0.page }.sorted())
    #expect(Set(commands.map { $0.name }).count == commands.count)
  }

  @Test("usage lines fit into 120 columns and name every option")
  func usage() {
    for command in commands {
      let text = Usage.page(of: command)
      for option in command.options + Option.common { #expect(text.contains("--\(option.name)"), "\(command.name)") }
      for line in text.split(separator: "\n") where line.hasPrefix("  --") || line.hasPrefix("usage:") {
        #expect(line.count <= 120, "\(line)")
      }
    }
    for line in Usage.overview.split(separator: "\n") { #expect(line.count <= 120, "\(line)") }
  }
}
