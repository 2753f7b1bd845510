import Foundation
import Grid

/// A dump of which is known how to read it.
public struct RecognizedDump {
  public let format: DumpFormat
  /// Nil: it is native.
  public let decoder: (any Decoder.Type)?
  /// All its bytes, as UTF-8 where it is text, without a byte order mark.
  public var source: any ByteSource
  public let hasByteOrderMark: Bool
  /// What the user says of it, and the mapping that is for it.
  public let options: DecodeOptions

  /// What is told before it is read: options that say nothing of it.
  public var remarks: [String] {
    format.unused(options).map { "unused-option: \($0) has no effect on \(format.rawValue)" }
  }
}

extension DumpFormat {
  /// The given options that say nothing of dumps of this form, which say it themselves.
  public func unused(_ options: DecodeOptions) -> [String] {
    var unused: [String] = []
    if options.stamp != nil, ![.enedisLoadCurve, .enedisIndex, .enedisR63, .dataConnect, .enedisDaily].contains(self) {
      unused.append("--stamp")
    }
    if options.zone != nil, [.native, .nem12, .nem13, .greenButton].contains(self) { unused.append("--zone") }
    if options.mapping != nil, self != .csv { unused.append("--mapping") }
    return unused
  }
}

/// Bytes of a dump's beginning that decoders are shown.
let recognitionLength = 1 << 16

/// Finds out in what form a dump is: one that a mapping is for, the native one, then what decoders recognise.
///
/// - Parameters:
///   - format: What the user says it is; nil: what its bytes say.
///   - options: With a mapping, a dump of no format told is read by it; else those beside the dump and the stored ones are
///     looked at.
///   - stored: Mappings that were imported; nil: no database was asked for them.
///   - decoders: Who knows the forms that are not native.
/// - Throws: `.dataRefused` when the dump is empty, or of no known form.
public func recognize(
  _ input: any ByteSource, as format: DumpFormat? = nil, _ options: DecodeOptions = DecodeOptions(),
  stored: @autoclosure () throws -> [CSVMapping]? = nil, by decoders: [any Decoder.Type] = decoders
) throws -> RecognizedDump {
  var source = try readable(input)
  var head = try peek(source)
  let hasMark = head.starts(with: [0xEF, 0xBB, 0xBF])
  if hasMark { head.removeFirst(3) }
  guard !head.isEmpty else { throw Input.empty(input.name) }
  source = PeekedSource(head, source)
  var options = options
  var hasDatabase = false
  if options.mapping == nil, format ?? .csv == .csv {
    let stored = try stored()
    hasDatabase = stored != nil
    options.mapping = try mapping(for: (input as? Input)?.place ?? "-", head: head, stored: stored ?? [])
  }
  guard format != .csv || options.mapping != nil else {
    throw PlainFailure(
      .dataRefused, "\(input.name): a CSV of any form needs a mapping of its columns",
      hint: "Name it with --mapping, put it beside the dump as *.mapping.json, or import it: 'gridctl help mapping'.")
  }
  func known() -> DumpFormat? {
    options.mapping != nil ? .csv : isNative(head) ? .native : recognize(head, by: decoders)
  }
  guard let found = format ?? known() else {
    // What is damaged looks like no form, and is found to be damaged at its end only.
    try drain(source)
    throw unrecognized(head, name: input.name, hasDatabase: hasDatabase)
  }
  return RecognizedDump(
    format: found, decoder: decoders.first { $0.formats.contains(found) }, source: source, hasByteOrderMark: hasMark,
    options: options)
}

/// A source as UTF-8 where it is UTF-16 with a byte order mark, or XML in UTF-16, and with LF where its lines end in CR
/// alone or CR CR LF; else as it is.
public func readable(_ input: any ByteSource) throws -> any ByteSource {
  var head = try peek(input)
  var source = PeekedSource(head, input)
  // XML begins with `<` and shows by it how its bytes are ordered.
  let isLittle = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0x3C, 0, 0x3F, 0])
  if isLittle || head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0, 0x3C, 0, 0x3F]) {
    let text = ConvertedSource(source, UTF16Decoding(isBigEndian: !isLittle))
    head = try peek(text)
    source = PeekedSource(head, text)
  }
  return endsLinesByReturn(head) ? ConvertedSource(source, LineFeeds()) : source
}

/// Whether there are as many CR without an LF behind them as LF, or more.
private func endsLinesByReturn(_ head: [UInt8]) -> Bool {
  // Workbooks and damaged texts have bytes that look like line breaks.
  guard head.contains(13), !head.contains(0), !head.starts(with: [0x50, 0x4B]) else { return false }
  var (returns, feeds) = (0, 0)
  for at in head.indices {
    if head[at] == 10 { feeds += 1 }
    if head[at] == 13, at + 1 == head.count || head[at + 1] != 10 { returns += 1 }
  }
  return returns > 0 && returns >= feeds
}

/// Reads a recognised dump that is not native to its end.
public func decode(_ dump: RecognizedDump, into sink: any ReadingSink) throws {
  guard let decoder = dump.decoder else {
    throw PlainFailure(.dataRefused, "\(dump.source.name): \(dump.format.rawValue) has no decoder")
  }
  for remark in dump.remarks { sink.remark(remark) }
  try decoder.decode(dump.source, as: dump.format, dump.options, into: sink)
}

/// The first bytes of a source, fewer where there are no more.
func peek(_ source: any ByteSource, atMost length: Int = recognitionLength) throws -> [UInt8] {
  var head = [UInt8](repeating: 0, count: length)
  var filled = 0
  try head.withUnsafeMutableBytes { bytes in
    while filled < bytes.count {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))
      guard count > 0 else { break }
      filled += count
    }
  }
  head.removeLast(head.count - filled)
  return head
}

private func isNative(_ head: [UInt8]) -> Bool {
  // A line that the end of the head cuts is not looked at.
  let whole = head.count < recognitionLength ? nil : head.lastIndex(of: 10)
  return head[...(whole ?? head.count - 1)].withUnsafeBytes { head in
    var hasComment = false
    for line in head.split(separator: 10, omittingEmptySubsequences: true) {
      var line = UnsafeRawBufferPointer(rebasing: line)
      if line.last == 13 { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
      guard isNoRow(line) else { return Layout(firstLine: line, hasByteOrderMark: false) != nil }
      hasComment = hasComment || line.first == UInt8(ascii: "#")
    }
    // Comments without end stand before native dumps only.
    return hasComment
  }
}

/// Blank lines and comments of a native dump are no rows.
@inlinable @inline(__always)
public func isNoRow(_ line: UnsafeRawBufferPointer) -> Bool {
  line.isEmpty || line[0] == UInt8(ascii: "#") || (line[0] <= 0x20 && line.allSatisfy { $0 <= 0x20 })
}

private func unrecognized(_ head: [UInt8], name: String, hasDatabase: Bool) -> PlainFailure {
  if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
    return PlainFailure(
      .dataRefused, "\(name) is a workbook of a form that is too old", hint: "Save it as .xlsx or as CSV.")
  }
  // Half of UTF-16's bytes are zero in what Europeans write.
  if head.count > 8, head.prefix(1024).count(where: { $0 == 0 }) * 3 > min(head.count, 1024) {
    return PlainFailure(
      .dataRefused, "\(name) is no text in UTF-8", hint: "UTF-16 needs its byte order mark; convert it with iconv.")
  }
  // The head may end amid a character.
  if head.count(where: { $0 == 0 }) == 0,
    String(validating: head.dropLast(head.count == recognitionLength ? 4 : 0), as: UTF8.self) == nil,
    head.count < recognitionLength
      || (1...4).allSatisfy({ String(validating: head.dropLast($0), as: UTF8.self) == nil })
  {
    return PlainFailure(
      .dataRefused, "\(name) is no text in UTF-8", hint: "Is it Latin-1? Try 'iconv -f ISO-8859-1 -t UTF-8'.")
  }
  return PlainFailure(
    .dataRefused, "\(name) is of no form that is known",
    hint: "Say it with --format, or describe its columns in a mapping, see 'gridctl help mapping'"
      + (hasDatabase
        ? "; native" : ", and name it with --mapping, also one that was imported: no database is read here; native")
      + " columns are " + Layout.Column.allCases.map(\.rawValue).joined(separator: ", ") + ".")
}

/// What turns the bytes of a text into those of a text in UTF-8 whose lines end in LF.
private protocol TextConversion {
  mutating func take(_ byte: UInt8, into ready: inout [UInt8])
  /// What is still open at the end; nothing when it is asked once more.
  mutating func finish(into ready: inout [UInt8])
}

private final class ConvertedSource<Conversion: TextConversion>: ByteSource {
  let name: String
  private let source: any ByteSource
  private let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var conversion: Conversion
  private var ready: [UInt8] = []
  private var position = 0

  init(_ source: any ByteSource, _ conversion: Conversion) {
    name = source.name
    self.source = source
    self.conversion = conversion
  }

  deinit { raw.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while position == ready.count {
      ready.removeAll(keepingCapacity: true)
      position = 0
      let count = try source.read(into: raw)
      for byte in raw[..<count] { conversion.take(byte, into: &ready) }
      if count == 0 {
        conversion.finish(into: &ready)
        guard !ready.isEmpty else { return 0 }
      }
    }
    let count = min(buffer.count, ready.count - position)
    buffer.copyBytes(from: ready[position..<position + count])
    position += count
    return count
  }
}

/// A text whose lines end in CR alone, as spreadsheets of old wrote them, or in CR CR LF, with LF.
private struct LineFeeds: TextConversion {
  /// CR behind which an LF may come.
  private var returns = 0

  mutating func take(_ byte: UInt8, into ready: inout [UInt8]) {
    guard byte != 13 else {
      returns += 1
      if returns > 1000 { finish(into: &ready) }
      return
    }
    if byte == 10 { returns = 0 } else if returns > 0 { finish(into: &ready) }
    ready.append(byte)
  }

  mutating func finish(into ready: inout [UInt8]) {
    ready.append(contentsOf: repeatElement(10, count: returns))
    returns = 0
  }
}

/// UTF-16 with a byte order mark, as UTF-8.
private struct UTF16Decoding: TextConversion {
  let isBigEndian: Bool
  /// A byte whose other half is still to come.
  private var half: UInt8?
  private var highSurrogate: UInt32?

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  mutating func take(_ byte: UInt8, into ready: inout [UInt8]) {
    guard let first = half else {
      half = byte
      return
    }
    half = nil
    let unit = isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
    if let high = highSurrogate {
      highSurrogate = nil
      if 0xDC00...0xDFFF ~= unit { return append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &ready) }
      append(0xFFFD, to: &ready)
    }
    switch unit {
    case 0xD800...0xDBFF: highSurrogate = unit
    // Half a character.
    case 0xDC00...0xDFFF: append(0xFFFD, to: &ready)
    default: append(unit, to: &ready)
    }
  }

  mutating func finish(into ready: inout [UInt8]) {
    guard half != nil || highSurrogate != nil else { return }
    (half, highSurrogate) = (nil, nil)
    append(0xFFFD, to: &ready)
  }

  private func append(_ scalar: UInt32, to ready: inout [UInt8]) {
    ready.append(contentsOf: Unicode.Scalar(scalar).map { UTF8.encode($0)! } ?? UTF8.encode("\u{FFFD}")!)
  }
}
