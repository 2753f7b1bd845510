import Grid

/// `gridctl report list`: what reports there are.
struct ReportList: Command {
  static let name = "report list"
  static let summary = "List the reports: what each answers, for whom and how finely, in which forms and languages."
  static let isRecorded = false

  init(_ values: OptionValues) throws {}

  func run(in session: Session) throws {
    for command in commands where command.name.hasPrefix("report ") && command.name != Self.name {
      session.terminal.write(command.name)
      session.terminal.write("  \(command.summary)")
      let written = Set(Option.document.map(\.name))
      let asked = command.options.filter { !written.contains($0.name) && $0.name != Option.asOf.name }
      for line in [asked, command.options.filter { [Option.format.name, Option.language.name].contains($0.name) }] {
        session.terminal.write("  " + line.map(Self.text).joined(separator: " · "))
      }
    }
  }

  /// `grain: 5min, hour, day, month`; the name alone where the value is free.
  private static func text(_ option: Option) -> String {
    let choices = option.value?.split(separator: "|") ?? []
    return choices.count > 1 ? "\(option.name): \(choices.joined(separator: ", "))" : option.name
  }
}
