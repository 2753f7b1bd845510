extension PrintLanguage {
  /// A word of state as the database and files for programs have it, for people: `yes` is `oui` in French.
  ///
  /// - Returns: The word as it is, where the language has it already or does not know it.
  public func state(_ word: String) -> String { self == .fr ? Self.french[word] ?? word : word }

  private static let french = [
    "yes": "oui", "no": "non", "known": "connu", "unknown": "inconnu", "final": "définitif",
    "provisional": "provisoire",
    "measured": "mesuré", "partial": "partiel", "missing": "manquant", "deficit": "déficit", "balanced": "équilibré",
    "surplus": "excédent", "stale": "périmé", "more": "plus", "less": "moins", "all": "toutes",
  ]
}
