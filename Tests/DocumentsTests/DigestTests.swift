import Documents
import Foundation
import Testing

@Suite struct DigestTests {
  @Test("the digests of FIPS 180-2 come out, of bytes and of files longer than a piece")
  func standard() throws {
    #expect(
      hexadecimal(sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hexadecimal(sha256([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let path = NSTemporaryDirectory() + "digest-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(repeating: UInt8(ascii: "a"), count: 1_000_000).write(to: URL(fileURLWithPath: path))
    #expect(try sha256(ofFile: path) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("a file that is not there is named")
  func missing() {
    #expect(throws: DocumentFailure.cannotRead(path: "/nowhere/x", reason: "No such file or directory")) {
      try sha256(ofFile: "/nowhere/x")
    }
  }
}
