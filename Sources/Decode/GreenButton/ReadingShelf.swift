import Glibc
import Grid

/// A temporary file of readings, in the order of the feed.
final class ReadingShelf {
  struct Reading {
    /// First second; of a block: the entry that it is in.
    var start: Int64
    /// The mantissa; of a block: the meter reading that it is in, or -1.
    var value: Int64
    /// Seconds; 0: not told. Of a block: its line.
    var duration: Int32
    /// Number of the quality's code; 0: not told.
    var quality: Int16
    /// Decimals of the mantissa.
    var scale: Int8
    var kind: Kind
  }

  enum Kind: Int8 {
    case block
    case reading
  }

  private let file: UnsafeMutablePointer<FILE>

  init() throws {
    guard let file = fdopen(try temporaryFile(), "w+") else { throw ReadingShelf.full() }
    self.file = file
  }

  deinit { fclose(file) }

  func put(_ reading: Reading) throws {
    var reading = reading
    guard fwrite(&reading, MemoryLayout<Reading>.size, 1, file) == 1 else { throw ReadingShelf.full() }
  }

  func rewind() throws {
    guard fflush(file) == 0, fseek(file, 0, SEEK_SET) == 0 else { throw ReadingShelf.full() }
  }

  func next() -> Reading? {
    var reading = Reading(start: 0, value: 0, duration: 0, quality: 0, scale: 0, kind: .block)
    return fread(&reading, MemoryLayout<Reading>.size, 1, file) == 1 ? reading : nil
  }

  private static func full() -> PlainFailure {
    PlainFailure(
      .ioError, "cannot write a temporary file", detail: String(cString: strerror(errno)),
      hint: "The readings of a feed take a tenth of its size there: set TMPDIR to a folder with space.")
  }
}
