import Foundation
import Grid

/// Lines of a dump: from the first one, and where time runs backward from some line on from the last one up to it.
struct CSVLines {
  private var forward: LineReader
  private let spool: SpooledBytes?
  private var backward: BackwardLines?

  init(_ source: any ByteSource, isDecreasing: Bool) throws {
    spool = isDecreasing ? try SpooledBytes(source) : nil
    forward = LineReader(spool ?? source)
  }

  /// Call when the header was read.
  mutating func turn() {
    if let spool { backward = BackwardLines(spool, first: forward.number + 1) }
  }

  /// Physical number of the line handed over last, from 1.
  var number: Int { backward?.number ?? forward.number }

  var isCut: Bool { backward?.isCut ?? forward.isCut }

  /// The next line, valid until the next call.
  mutating func next() throws -> UnsafeRawBufferPointer? {
    if let backward { return try backward.next() }
    return try forward.next()
  }

  func close() { forward.close() }
}

/// The bytes of a source in a temporary file that has no name, so that they can be read from its end.
final class SpooledBytes: ByteSource {
  let name: String
  let byteCount: Int64
  let lineCount: Int
  fileprivate let descriptor: Int32
  private var position: Int64 = 0

  init(_ source: any ByteSource) throws {
    name = source.name
    descriptor = try temporaryFile()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var (bytes, lines, last) = (0 as Int64, 0, UInt8(10))
    do {
      while case let count = try source.read(into: buffer), count > 0 {
        lines += buffer[..<count].reduce(0) { $1 == 10 ? $0 + 1 : $0 }
        last = buffer[count - 1]
        bytes += Int64(count)
        guard write(descriptor, buffer.baseAddress, count) == count else {
          throw PlainFailure(.ioError, "the temporary file is full", hint: "Set TMPDIR to a folder with space.")
        }
      }
    } catch {
      // No deinit is run for what was not made.
      close(descriptor)
      throw error
    }
    byteCount = bytes
    lineCount = last == 10 ? lines : lines + 1
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try read(at: position, into: buffer)
    position += Int64(count)
    return count
  }

  fileprivate func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(position))
    guard count >= 0 else {
      throw PlainFailure(.ioError, "cannot read the temporary file", detail: String(cString: strerror(errno)))
    }
    return count
  }
}

/// The lines of a file from the last one to the first that is wanted, in constant memory.
final class BackwardLines {
  private let source: SpooledBytes
  /// The number of the first line that is wanted.
  private let first: Int
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  /// Where in the file the buffer begins.
  private var place: Int64
  /// Bytes of the buffer that are not handed over yet.
  private var end = 0
  private(set) var number: Int
  private(set) var isCut = false

  init(_ source: SpooledBytes, first: Int) {
    self.source = source
    self.first = first
    place = source.byteCount
    number = source.lineCount + 1
  }

  deinit { buffer.deallocate() }

  func next() throws -> UnsafeRawBufferPointer? {
    guard number > first else { return nil }
    number -= 1
    isCut = false
    if end == 0 { try fill() }
    // The break behind the line; the last one of the file may have none.
    if end > 0, buffer[end - 1] == 10 { end -= 1 }
    while true {
      var start = end
      while start > 0, buffer[start - 1] != 10 { start -= 1 }
      if start > 0 || place == 0 {
        var line = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
        end = start
        if line.count > LineReader.lengthLimit {
          isCut = true
          line = UnsafeRawBufferPointer(rebasing: line[..<LineReader.lengthLimit])
        } else if line.last == 13 {
          line = UnsafeRawBufferPointer(rebasing: line.dropLast())
        }
        return line
      }
      // Of a line that is too long the end is dropped: it is no reading in any case.
      if end > LineReader.lengthLimit { end = LineReader.lengthLimit + 1 }
      try fill()
    }
  }

  /// Puts bytes of the file ahead of those in the buffer.
  private func fill() throws {
    let count = Int(min(place, Int64(buffer.count - end)))
    (buffer.baseAddress! + count).copyMemory(from: buffer.baseAddress!, byteCount: end)
    place -= Int64(count)
    var filled = 0
    while filled < count {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<count])
      let read = try source.read(at: place + Int64(filled), into: part)
      guard read > 0 else { throw PlainFailure(.ioError, "the temporary file was cut off") }
      filled += read
    }
    end += count
  }
}
