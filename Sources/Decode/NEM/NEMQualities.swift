import Grid

/// The numbers of the qualities of a file.
struct NEMQualities {
  /// More different ones no file has; a made one says its flags only.
  private static let limit = 4096

  private let sink: any ReadingSink
  private var numbers: [String: Int16] = [:]

  init(_ sink: any ReadingSink) { self.sink = sink }

  /// - Parameters:
  ///   - flag: `A`, `S15`: what the value is, and by which method.
  ///   - reason: Why it is, a code; may be empty.
  mutating func number(
    _ flag: Slice<UnsafeRawBufferPointer>, _ reason: Slice<UnsafeRawBufferPointer>
  ) throws -> Int16 {
    guard flag.count != 1 || flag.first! | 0x20 != 0x61 || !reason.isEmpty else { return 0 }
    let grade: Quality.Grade =
      switch flag.first.map({ $0 & 0xDF }) {
      case 0x41: .actual
      case 0x45: .estimated
      case 0x53: .substituted
      case 0x46: .final
      default: .unknown
      }
    let code = String(decoding: flag.prefix(8), as: UTF8.self)
    let why = String(decoding: reason.prefix(8), as: UTF8.self)
    return try number(grade, raw: why.isEmpty ? code : "\(code) \(why)")
  }

  mutating func number(_ grade: Quality.Grade, raw: String) throws -> Int16 {
    if let known = numbers[raw] { return known }
    guard numbers.count < NEMQualities.limit else { return try sink.number(of: Quality(grade, raw: "")) }
    let number = try sink.number(of: Quality(grade, raw: raw))
    numbers[raw] = number
    return number
  }
}
