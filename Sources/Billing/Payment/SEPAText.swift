import Foundation

/// A text in the characters that every bank in SEPA takes: letters without accents, digits, spaces and `/-?:().,'+`.
///
/// Letters of other scripts and with accents become their Latin ones, `&` becomes `+`, anything else a space. Never
/// empty, since the schemas want a character: what has none is `NOTPROVIDED`.
///
/// - Parameter limit: Characters that are kept.
func sepaText(_ text: String, limit: Int) -> String {
  let latin = text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? text
  let allowed = latin.unicodeScalars.map { scalar -> Character in
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "/", "-", "?", ":", "(", ")", ".", ",", "'", "+": Character(scalar)
    case "&": "+"
    default: " "
    }
  }
  let words = String(allowed).split(separator: " ").joined(separator: " ")
  // A slash at an end, or two in a row, mean something else between banks.
  var plain = words.replacing(#/\/{2,}/#, with: "/")
  while plain.hasPrefix("/") || plain.hasPrefix(" ") { plain.removeFirst() }
  plain = String(plain.prefix(limit))
  while plain.hasSuffix("/") || plain.hasSuffix(" ") { plain.removeLast() }
  return plain.isEmpty ? "NOTPROVIDED" : plain
}
