import CCrypto

/// SHA-256 of bytes that come in pieces.
final class Digest {
  private let context: OpaquePointer

  init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// 32 bytes; nothing can be added any more.
  func finish() -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &result, nil)
    return result
  }

  static func sha256(_ text: String) -> [UInt8] {
    let digest = Digest()
    Array(text.utf8).withUnsafeBytes(digest.update)
    return digest.finish()
  }

  /// HMAC-SHA256, 32 bytes.
  static func hmac(key: [UInt8], _ text: String) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 32)
    let bytes = Array(text.utf8)
    HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &result, nil)
    return result
  }
}

extension Sequence<UInt8> {
  /// Lower-case hexadecimal digits, two a byte.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
