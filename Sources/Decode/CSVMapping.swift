/// How to read a CSV of any form: the document of a `*.mapping.json`.
public struct CSVMapping: Sendable, Equatable {
  public init() {}
}
