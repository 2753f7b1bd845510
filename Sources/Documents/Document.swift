/// What a report hands to a writer: one or more tables with charts, and where they come from.
///
/// Equal documents give equal bytes: nothing is read from the clock, the locale or the environment.
public struct Document {
  public var title: String
  public var subject: String
  public var author: String
  /// The instant written into the file, in seconds since 1970-01-01T00:00Z.
  public var created: Int64
  /// Of its texts, and of the numbers wherever people read them; files for programs do not depend on it.
  public var language: PrintLanguage
  /// What the reader wants to know first: tiles of a page, a table of its own elsewhere.
  public var figures: [Figure]
  public var sheets: [Sheet]

  public init(
    _ title: String, subject: String = "", author: String = "gridctl", created: Int64, language: PrintLanguage = .en,
    figures: [Figure] = [], sheets: [Sheet]
  ) {
    self.title = title
    self.subject = subject
    self.author = author
    self.created = created
    self.language = language
    self.figures = figures
    self.sheets = sheets
  }
}

/// One number with its name.
public struct Figure: Sendable {
  public var name: String
  public var cell: Cell
  /// How the number is shown; the name says the unit of a decimal.
  public var format: Column.Format
  /// What stands small below it, for example the same of last year.
  public var remark: String

  public init(_ name: String, _ cell: Cell, _ format: Column.Format, remark: String = "") {
    self.name = name
    self.cell = cell
    self.format = format
    self.remark = remark
  }
}

extension Sheet {
  /// What stands where a table has no rows.
  static func emptyText(in say: PrintLanguage) -> String { say("No rows.", fr: "Aucune ligne.") }
}
