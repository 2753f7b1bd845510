/// Figures and punctuation as a reader of a language expects them in print.
public enum PrintLanguage: String, Sendable, CaseIterable {
  case fr, en

  /// The text of this language: `say("Used", fr: "Consommé")` where `say` is the language of a report.
  public func callAsFunction(_ english: String, fr french: String) -> String { self == .fr ? french : english }

  /// Between whole and fraction.
  public var decimalMark: Character { self == .fr ? "," : "." }

  /// Between groups of three digits: a narrow space that does not break, or a comma.
  private var groupMark: String { self == .fr ? "\u{202F}" : "," }

  /// A number with at least and at most so many decimals, rounded half away from zero; a true minus sign.
  ///
  /// - Parameter places: Zeros at the end are cut off down to the lower bound.
  public func number(_ value: ExactDecimal, places: ClosedRange<Int>) -> String {
    let digits = value.rounded(to: places.upperBound).description
    var parts = digits.drop { $0 == "-" }.split(separator: ".")[...]
    let whole = parts.removeFirst()
    var fraction = parts.first ?? ""
    while fraction.utf8.count > places.lowerBound, fraction.hasSuffix("0") { fraction.removeLast() }
    var text = digits.hasPrefix("-") ? "\u{2212}" : ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.utf8.count - index) % 3 == 0 { text += groupMark }
      text.append(digit)
    }
    if !fraction.isEmpty {
      text.append(decimalMark)
      text += fraction
    }
    return text
  }

  /// `1 234,50 €` or `€1,234.50`.
  public func euros(_ value: ExactDecimal) -> String {
    let amount = number(value, places: 2...2)
    switch self {
    case .fr: return amount + "\u{A0}€"
    case .en: return amount.hasPrefix("\u{2212}") ? "\u{2212}€" + amount.dropFirst() : "€" + amount
    }
  }

  /// `5,5 %` or `5.5%`.
  public func percent(_ value: ExactDecimal) -> String {
    number(value, places: 0...2) + (self == .fr ? "\u{202F}%" : "%")
  }

  /// A sentence with the spaces that its punctuation wants: in French a space before `: ; ! ? % »` and after `«` is
  /// narrow and does not break.
  public func typeset(_ text: String) -> String {
    guard self == .fr else { return text }
    var result = String.UnicodeScalarView()
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var previous: Unicode.Scalar = " "
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      let isNarrow =
        scalars[index] == " " && (previous == "«" || next < scalars.endIndex && Self.isTight(scalars[next]))
      previous = scalars[index]
      result.append(isNarrow ? "\u{202F}" : previous)
      index = next
    }
    return String(result)
  }

  private static func isTight(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ":", ";", "!", "?", "%", "»": true
    default: false
    }
  }
}
