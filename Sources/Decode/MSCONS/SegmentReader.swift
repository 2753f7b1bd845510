import Grid

/// One segment of EDIFACT: a tag and elements of components, release characters taken off.
struct Segment {
  fileprivate(set) var bytes: [UInt8] = []
  /// Where each component ends, and the element it belongs to.
  fileprivate var parts: [(element: Int, end: Int)] = []
  /// Number of the segment in the file, from 1; EDIFACT needs no lines.
  fileprivate(set) var number = 0
  /// Longer than any segment may be; the rest of it was passed over.
  fileprivate(set) var isCut = false

  /// A component; empty when it is not there.
  subscript(element: Int, component: Int) -> ArraySlice<UInt8> {
    guard let first = parts.firstIndex(where: { $0.element == element }), first + component < parts.count,
      parts[first + component].element == element
    else { return [] }
    let start = first + component == 0 ? 0 : parts[first + component - 1].end
    return bytes[start..<parts[first + component].end]
  }

  func text(_ element: Int, _ component: Int = 0) -> String {
    String(decoding: self[element, component], as: UTF8.self)
  }

  /// With the usual separators: `DTM+163:201512010000+01:303`.
  var written: [UInt8] {
    var written: [UInt8] = []
    var (start, element) = (0, 0)
    for part in parts {
      if !written.isEmpty { written.append(UInt8(ascii: part.element == element ? ":" : "+")) }
      written += bytes[start..<part.end]
      (start, element) = (part.end, part.element)
    }
    return written + bytes[start...]
  }
}

/// Cuts an interchange into segments, with or without line breaks between them, in constant memory.
struct SegmentReader {
  private static let lengthLimit = 1 << 14
  private static let partLimit = 1 << 10

  private let source: any ByteSource
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var position = 0
  private var filled = 0
  private var component = UInt8(ascii: ":")
  private var element = UInt8(ascii: "+")
  private var release: UInt8? = UInt8(ascii: "?")
  private var terminator = UInt8(ascii: "'")
  /// By byte: whether it is no plain character of a value.
  private var isSpecial = (0...255).map { $0 <= 32 }
  /// The segment read last.
  private(set) var segment = Segment()
  /// Whether bytes stand behind the last terminator.
  private(set) var isCutOff = false

  init(_ source: any ByteSource) {
    self.source = source
    markSpecial(true)
  }

  private mutating func markSpecial(_ isMarked: Bool) {
    for byte in [component, element, release ?? terminator, terminator] where byte > 32 {
      isSpecial[Int(byte)] = isMarked
    }
  }

  private mutating func byte() throws -> UInt8? {
    guard try fill() else { return nil }
    position += 1
    return buffer[position - 1]
  }

  /// False at the end of the source.
  private mutating func fill() throws -> Bool {
    guard position == filled else { return true }
    filled = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
    position = 0
    return filled > 0
  }

  /// Reads the next segment; false at the end.
  mutating func next() throws -> Bool {
    segment.bytes.removeAll(keepingCapacity: true)
    segment.parts.removeAll(keepingCapacity: true)
    segment.isCut = false
    segment.number += 1
    var elementNumber = 0
    var isReleased = false
    while true {
      if !isReleased { appendPlain() }
      if segment.parts.isEmpty, segment.bytes.count == 3, segment.bytes.elementsEqual("UNA".utf8) {
        // Service characters are raw: the colon may be any other.
        try readServiceCharacters()
        segment.bytes.removeAll(keepingCapacity: true)
      }
      guard let byte = try byte() else { break }
      if isReleased {
        isReleased = false
      } else if byte == terminator {
        close(elementNumber)
        if segment.bytes.isEmpty, segment.parts.count == 1 { segment.parts = [] } else { return true }
        continue
      } else if byte == release {
        isReleased = true
        continue
      } else if byte == component || byte == element {
        close(elementNumber)
        if byte == element { elementNumber += 1 }
        continue
      } else if byte == 13 || byte == 10 || (byte <= 32 && segment.bytes.isEmpty && segment.parts.isEmpty) {
        continue
      }
      append(byte)
    }
    isCutOff = !segment.bytes.isEmpty
    return false
  }

  private mutating func append(_ byte: UInt8) {
    guard segment.bytes.count < SegmentReader.lengthLimit else {
      segment.isCut = true
      return
    }
    segment.bytes.append(byte)
  }

  /// Takes the plain characters that come next in the buffer, of a tag no more than its three.
  private mutating func appendPlain() {
    let isTag = segment.parts.isEmpty && segment.bytes.count < 3
    let end = min(filled, isTag ? position + 3 - segment.bytes.count : .max)
    let stop = buffer[position..<max(position, end)].firstIndex { isSpecial[Int($0)] } ?? max(position, end)
    let room = SegmentReader.lengthLimit - segment.bytes.count
    if stop - position > room { segment.isCut = true }
    segment.bytes += buffer[position..<position + min(room, stop - position)]
    position = stop
  }

  private mutating func close(_ element: Int) {
    guard segment.parts.count < SegmentReader.partLimit else {
      segment.isCut = true
      return
    }
    segment.parts.append((element, segment.bytes.count))
  }

  private mutating func readServiceCharacters() throws {
    var characters: [UInt8] = []
    while characters.count < 6, let byte = try byte() { characters.append(byte) }
    guard characters.count == 6 else { return }
    markSpecial(false)
    component = characters[0]
    element = characters[1]
    // A blank says that there is no release character.
    release = characters[3] == 32 ? nil : characters[3]
    terminator = characters[5]
    markSpecial(true)
  }
}
