internal import CCrypto
import Glibc

/// The SHA-256 of some bytes: 32 bytes.
public func sha256(_ bytes: [UInt8]) -> [UInt8] {
  let digest = Digest()
  bytes.withUnsafeBytes(digest.update)
  return digest.finish()
}

/// The SHA-256 of a file as 64 hexadecimal digits, read by pieces: its size does not matter.
///
/// - Throws: `DocumentFailure.cannotRead`.
public func sha256(ofFile path: String) throws -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw DocumentFailure.cannotRead(path: path, reason: String(cString: strerror(errno))) }
  defer { close(descriptor) }
  let digest = Digest()
  try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count == 0 { return }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw DocumentFailure.cannotRead(path: path, reason: String(cString: strerror(errno)))
      }
      digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
  return hexadecimal(digest.finish())
}

/// Two lower-case digits a byte.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The SHA-256 of bytes that come in pieces; libcrypto knows no error there but a lack of memory.
public final class Digest {
  private let context = EVP_MD_CTX_new()!

  public init() { precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1) }

  deinit { EVP_MD_CTX_free(context) }

  public func update(_ bytes: UnsafeRawBufferPointer) {
    precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1)
  }

  /// 32 bytes; nothing can be added any more.
  public func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1)
      count = 32
    }
  }
}
