/// A mail address as servers and headers take it without quoting: `local@domain`, plain letters, 254 bytes at most.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
  public let description: String
  public var domain: Substring { description[description.index(after: description.firstIndex(of: "@")!)...] }

  /// Nil for everything else: quoted names, comments, letters with accents, line breaks.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard text.utf8.count <= 254, parts.count == 2, parts[0].utf8.count <= 64 else { return nil }
    let words = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isWordByte) }),
      labels.allSatisfy({ (1...63).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isLabelByte) }),
      labels.allSatisfy({ $0.first != "-" && $0.last != "-" })
    else { return nil }
    description = String(text)
  }

  /// Enough to recognise it, not to write to it: `a…@example.org`.
  public var masked: String { "\(description.prefix(1))…@\(domain)" }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 48...57, UInt8(ascii: "-"): true
    default: false
    }
  }

  /// `atext` of RFC 5322.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    isLabelByte(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
  }
}
