import Foundation
import Grid
import Testing

@testable import Decode

@Suite("encodings of Green Button")
struct GreenButtonEncodingTests {
  private typealias Feed = GreenButtonTests

  /// A feed whose meter is called é€, in an encoding, with a declaration of one or without.
  private func feed(_ encoding: String.Encoding, declared: String?, mark: [UInt8] = []) throws -> [UInt8] {
    let text = Feed.feed(Feed.point("\u{E9}"), Feed.reading(of: "\u{E9}"), Feed.type(), Feed.block(of: "1", "\u{E9}"))
    let declaration = declared.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? "<?xml version=\"1.0\"?>"
    let body = text.drop { $0 != ">" }.dropFirst()
    return mark + Array(try #require((declaration + body).data(using: encoding)))
  }

  @Test(
    "the declaration, or a byte order mark, says how to read it",
    arguments: [
      (.utf8, nil, []), (.utf8, "UTF-8", [0xEF, 0xBB, 0xBF]), (.isoLatin1, "ISO-8859-1", []),
      (.isoLatin1, "iso-8859-15", []), (.windowsCP1252, "windows-1252", []),
      (.utf16LittleEndian, "UTF-16", [0xFF, 0xFE]), (.utf16BigEndian, "utf-16", [0xFE, 0xFF]),
      (.utf16LittleEndian, nil, [0xFF, 0xFE]), (.utf16LittleEndian, "UTF-16LE", []), (.utf16BigEndian, "UTF-16", []),
      (.utf16BigEndian, "ISO-10646-UCS-2", [0xFE, 0xFF]),
      // Programs of .NET say so of UTF-8 too.
      (.utf8, "utf-16", []), (.utf8, "utf-16", [0xEF, 0xBB, 0xBF]),
    ] as [(String.Encoding, String?, [UInt8])])
  func encodings(encoding: String.Encoding, declared: String?, mark: [UInt8]) throws {
    let dump = try recognize(MemorySource(feed(encoding, declared: declared, mark: mark)))
    #expect(dump.format == .greenButton)
    let found = try inspect(dump)
    #expect(found.rows.map { "\($0.meter) \($0.unit) \($0.count) \($0.sum)" } == ["\u{E9} Wh 3 355"])
    #expect(found.faults.isEmpty && found.remarks.isEmpty)
  }

  @Test("blank lines may stand before the declaration")
  func blanks() throws {
    let bytes = Array("\r\n  ".utf8) + (try feed(.isoLatin1, declared: "ISO-8859-1"))
    #expect(try inspect(recognize(MemorySource(bytes))).rows.map(\.meter) == ["\u{E9}"])
  }

  @Test("a declaration that is wrong, or of an encoding that nobody knows, is what the hint is about")
  func wrong() throws {
    for (encoding, declared) in [(.isoLatin1, "UTF-8"), (.isoLatin1, nil), (.utf8, "x-nobody")]
      as [(String.Encoding, String?)]
    {
      let bytes = try feed(encoding, declared: declared)
      let failure = #expect(throws: PlainFailure.self) { try inspect(recognize(MemorySource(bytes), as: .greenButton)) }
      #expect(failure?.status == .dataRefused && failure?.hint?.contains("encoding") == true, "\(declared ?? "none")")
    }
  }
}
