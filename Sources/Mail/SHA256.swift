import CCrypto
import Foundation

/// A SHA-256 that grows with its input.
struct SHA256: ~Copyable {
  private let context = EVP_MD_CTX_new()

  init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

  deinit { EVP_MD_CTX_free(context) }

  mutating func update(_ bytes: some ContiguousBytes) {
    bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// Ends it; 64 hexadecimal digits.
  var hex: String {
    mutating get {
      var digest = [UInt8](repeating: 0, count: 32)
      EVP_DigestFinal_ex(context, &digest, nil)
      return digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }
}

/// The SHA-256 of a file, 64 hexadecimal digits; read a piece at a time.
public func sha256(ofFile path: String) throws -> String {
  let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
  defer { try? file.close() }
  var digest = SHA256()
  while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty { digest.update(piece) }
  return digest.hex
}
