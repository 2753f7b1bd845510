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
}

/// Cuts an interchange into segments, with or without line breaks between them, in constant memory.
struct SegmentReader {
  private static let lengthLimit = 1 << 14

  private let source: any ByteSource
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var position = 0
  private var filled = 0
  private var component = UInt8(ascii: ":")
  private var element = UInt8(ascii: "+")
  private var release: UInt8? = UInt8(ascii: "?")
  private var terminator = UInt8(ascii: "'")
  /// The segment read last.
  private(set) var segment = Segment()
  /// Whether bytes stand behind the last terminator.
  private(set) var isCutOff = false

  init(_ source: any ByteSource) { self.source = source }

  private mutating func byte() throws -> UInt8? {
    if position == filled {
      filled = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      position = 0
      if filled == 0 { return nil }
    }
    position += 1
    return buffer[position - 1]
  }

  /// Reads the next segment; false at the end.
  mutating func next() throws -> Bool {
    segment.bytes.removeAll(keepingCapacity: true)
    segment.parts.removeAll(keepingCapacity: true)
    segment.isCut = false
    segment.number += 1
    var elementNumber = 0
    var isReleased = false
    while let byte = try byte() {
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
      guard segment.bytes.count < SegmentReader.lengthLimit else {
        segment.isCut = true
        continue
      }
      segment.bytes.append(byte)
      // Service characters are raw: the colon may be any other.
      if segment.parts.isEmpty, segment.bytes == [0x55, 0x4E, 0x41] {
        try readServiceCharacters()
        segment.bytes.removeAll(keepingCapacity: true)
      }
    }
    isCutOff = !segment.bytes.isEmpty
    return false
  }

  private mutating func close(_ element: Int) {
    guard segment.parts.count < 1 << 10 else {
      segment.isCut = true
      return
    }
    segment.parts.append((element, segment.bytes.count))
  }

  private mutating func readServiceCharacters() throws {
    var characters: [UInt8] = []
    while characters.count < 6, let byte = try byte() { characters.append(byte) }
    guard characters.count == 6 else { return }
    component = characters[0]
    element = characters[1]
    // A blank says that there is no release character.
    release = characters[3] == 32 ? nil : characters[3]
    terminator = characters[5]
  }
}
