/// What a report hands to a writer: one or more tables with charts, and where they come from.
///
/// Equal documents give equal bytes: nothing is read from the clock, the locale or the environment.
public struct Document {
  public var title: String
  public var subject: String
  public var author: String
  /// The instant written into the file, in seconds since 1970-01-01T00:00Z.
  public var created: Int64
  public var sheets: [Sheet]

  public init(_ title: String, subject: String = "", author: String = "gridctl", created: Int64, sheets: [Sheet]) {
    self.title = title
    self.subject = subject
    self.author = author
    self.created = created
    self.sheets = sheets
  }
}
