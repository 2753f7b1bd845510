/// Bytes that are read once, from the beginning to the end.
public protocol ByteSource: AnyObject {
  /// What messages call it.
  var name: String { get }

  /// Fills the buffer with the next bytes and returns their number; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes in memory.
public final class MemorySource: ByteSource {
  public let name: String
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8], name: String = "memory") {
    self.bytes = bytes
    self.name = name
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// A source whose first bytes were looked at and are read again.
public final class PeekedSource: ByteSource {
  public let name: String
  private let head: [UInt8]
  private var position = 0
  private let rest: any ByteSource

  public init(_ head: [UInt8], _ rest: any ByteSource) {
    name = rest.name
    self.head = head
    self.rest = rest
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard position < head.count else { return try rest.read(into: buffer) }
    let count = min(buffer.count, head.count - position)
    buffer.copyBytes(from: head[position..<position + count])
    position += count
    return count
  }
}
