import Glibc

/// Writes text to a file that replaces `path` once it is whole; pipes and devices are written to as they are, `-` is the
/// standard output. Memory stays bounded: `body` hands over the text piece by piece.
public func writeText(to path: String, _ body: (_ write: (String) throws -> Void) throws -> Void) throws {
  try withSink(path) { sink in try body { try sink.write($0) } }
}

/// The same for bytes.
func withSink(_ path: String, _ body: (_ sink: ByteSink) throws -> Void) throws {
  func append(to descriptor: Int32) throws {
    let sink = ByteSink(descriptor, path: path == "-" ? DocumentFailure.standardOutput : path)
    try body(sink)
    try sink.flush()
  }
  func append(toFile file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try append(to: descriptor)
  }
  if path == "-" { return try append(to: 1) }
  if isDevice(path) { return try append(toFile: path) }
  try replaceFile(path) { try append(toFile: $0) }
}
