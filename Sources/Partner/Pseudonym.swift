import Documents
import Glibc
import Grid

/// The secret that pseudonyms are made with. It is a file beside the database, never in it: who has only the database, or only
/// packages, cannot tell whose a pseudonym is, not even by trying all meters.
public struct PartnerKeys: Sendable {
  private let master: [UInt8]

  /// Reads the key, or makes one of random bytes when the file does not exist.
  ///
  /// A key that is lost or changed gives new pseudonyms: keep a copy where the database's copies are not.
  public init(path: String) throws {
    if access(path, F_OK) != 0, errno == ENOENT { try PartnerKeys.create(path) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PlainFailure(.configuration, "cannot read the key \(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw PlainFailure(.configuration, "the key \(path) is no file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw PlainFailure(
        .configuration, "the key \(path) is open to others", hint: "Run 'chmod 600 \(path)', if nobody has read it.")
    }
    var text = [UInt8](repeating: 0, count: 66)
    let count = read(descriptor, &text, text.count)
    let digits = String(decoding: text.prefix(max(count, 0)), as: UTF8.self).trimmingSuffix("\n")
    guard digits.utf8.count == 64, let key = PartnerKeys.bytes(digits) else {
      throw PlainFailure(
        .configuration, "\(path) is no key of partners", hint: "It holds 64 hexadecimal digits; restore your copy.")
    }
    master = key
  }

  init(master: [UInt8]) { self.master = master }

  /// Two runs may do this at once: the first link stays, and both read that.
  private static func create(_ path: String) throws {
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    func failure() -> PlainFailure {
      PlainFailure(.cannotCreate, "cannot create the key \(path): \(String(cString: strerror(errno)))")
    }
    guard descriptor >= 0 else { throw failure() }
    defer {
      close(descriptor)
      unlink(temporary)
    }
    var generator = SystemRandomNumberGenerator()
    let text = hexadecimal((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }) + "\n"
    guard write(descriptor, text, text.utf8.count) == text.utf8.count, fsync(descriptor) == 0,
      link(temporary, path) == 0 || errno == EEXIST
    else { throw failure() }
  }

  private static func bytes(_ digits: String) -> [UInt8]? {
    let values = digits.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard values.count == digits.count else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }
  }

  /// What meters are called in a partner's packages of an epoch. Another partner, or another epoch, has other names for
  /// the same meters, so that neither two partners nor two years can be put together.
  ///
  /// - Parameter epoch: The calendar year of a period's first day.
  func pseudonyms(partner: String, epoch: Int) -> Pseudonyms {
    Pseudonyms(key: keyedDigest(key: master, "\(partner)|\(epoch)"))
  }
}

/// The names of one partner and epoch.
struct Pseudonyms {
  private let key: [UInt8]
  private var meters: [String: String] = [:]

  fileprivate init(key: [UInt8]) { self.key = key }

  /// 16 letters and digits of base 32: 80 bits of HMAC-SHA256 of the meter's code.
  ///
  /// - Throws: When another meter has that name already. Among a million meters that is one chance in 10^12.
  mutating func callAsFunction(_ meter: String) throws -> String {
    let name = Pseudonyms.base32(keyedDigest(key: key, meter).prefix(10))
    if let other = meters.updateValue(meter, forKey: name), other != meter {
      throw PlainFailure(.bug, "two meters have the same pseudonym", hint: "Order their communities apart.")
    }
    return name
  }

  /// RFC 4648 in lower case, of a multiple of five bytes.
  static func base32(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
    var text = ""
    var (buffer, bits) = (0, 0)
    for byte in bytes {
      buffer = buffer << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[buffer >> bits & 31])
      }
      buffer &= (1 << bits) - 1
    }
    return text
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
