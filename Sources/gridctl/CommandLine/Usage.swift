import Database

/// The text of the help: usage and options from the declarations, the rest from the page in Help/.
enum Usage {
  /// The list of commands.
  static var overview: String {
    let width = commands.map { $0.name.count }.max() ?? 0
    let lines = commands.map { command in
      "  \(command.name)\(String(repeating: " ", count: width - command.name.count))  \(command.summary)"
    }
    return """
      gridctl turns meter dumps into the balance sheets, invoices and reports of a local energy community.

      usage: gridctl COMMAND [OPTION…]

      \(lines.joined(separator: "\n"))

      'gridctl help COMMAND' shows the page of a command.
      """
  }

  static func page(of command: any Command.Type) -> String {
    let options = command.options + Option.common
    let names = options.map { "--\($0.name)" + ($0.value.map { " \($0)" } ?? "") }
    let width = min(28, names.map(\.count).max() ?? 0)
    let lines = zip(names, options).map { name, option in
      "  \(name)\(String(repeating: " ", count: max(0, width - name.count)))  \(option.help)"
    }
    let operands = command.operands.isEmpty ? "" : " \(command.operands)"
    let page = Catalogue.page(command.page) ?? command.summary
    return """
      usage: gridctl \(command.name)\(operands) [OPTION…]

      \(page.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.isEmpty || $0.hasPrefix("# ") }.joined(separator: "\n"))
      Options:
      \(lines.joined(separator: "\n"))
      """
  }
}
