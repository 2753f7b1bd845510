import Database
import Decode
import Foundation
import Grid

/// One dump that is about to be loaded, and what both loaders do with it.
struct Dump {
  /// First bytes that show a dump's form.
  private static let headLength = 1 << 16

  let input: Input
  /// Hexadecimal.
  let digest: String
  let reception: Reception
  /// Whether nobody has said yet when the dump was received.
  let isReceptionOpen: Bool
  let communityID: Int64?
  let request: IngestRequest
  let database: Connection

  func load(_ progress: (Int64, Int64) -> Void) throws -> IngestSummary {
    let text = try readable(input)
    var head = [UInt8](repeating: 0, count: Dump.headLength)
    var count = 0
    while count < head.count,
      case let read = try head.withUnsafeMutableBytes({
        try text.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
      }), read > 0
    {
      count += read
    }
    head.removeSubrange(count...)
    guard !head.isEmpty else { throw Input.empty(input.name) }
    var options = request.options
    if options.mapping == nil, request.format == nil || request.format == .csv {
      options.mapping = try mapping(for: input.place, head: head, stored: storedMappings(on: database))
    }
    let format =
      try request.format ?? (options.mapping == nil ? Dump.format(of: head, name: input.name, request) : .csv)
    if format == .native {
      try start(format)
      var load = try NativeLoad(self, PeekedSource(head, text))
      return try load.run(progress)
    }
    guard let decoder = request.decoders.first(where: { $0.formats.contains(format) }) else {
      throw PlainFailure(.usage, "nothing here reads \(format.rawValue)")
    }
    guard format != .csv || options.mapping != nil else {
      throw PlainFailure(
        .dataRefused, "\(input.name): a CSV of any form needs a mapping of its columns",
        hint: "Describe them in a mapping, see 'gridctl help mapping'.")
    }
    try start(format)
    let sink = try LoadSink(
      reception, isReceptionOpen: isReceptionOpen, as: format, communityID: communityID, asOf: request.asOf,
      byteLimit: request.byteLimit, continuing: nil, on: database)
    if head.starts(with: Dump.mark) { head.removeFirst(Dump.mark.count) }
    return try withoutActuallyEscaping(progress) { [options] progress in
      let source = WatchedSource(PeekedSource(head, text)) { progress(input.consumed, input.byteCount) }
      try decoder.decode(source, as: format, options, into: sink)
      return try finish(sink.finish(), sink.rejects, sink.reception)
    }
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The form of a dump by its first bytes.
  private static func format(of head: [UInt8], name: String, _ request: IngestRequest) throws -> DumpFormat {
    // A line that the end of the head cuts is not looked at.
    let whole = head.count < headLength ? nil : head.lastIndex(of: 10).map { Array(head[...$0]) }
    var lines = LineReader(MemorySource(whole ?? head))
    defer { lines.close() }
    let refusal: PlainFailure
    do {
      // Comments without end stand before native dumps only; their reader goes on.
      _ = try NativeLoad.layout(of: &lines, name: name)
      return .native
    } catch let failure as PlainFailure {
      refusal = failure
    }
    let first = head.starts(with: mark) ? Array(head.dropFirst(mark.count)) : head
    for decoder in request.decoders {
      if let format = decoder.recognize(first) { return format }
    }
    throw refusal
  }

  /// Enters the dump, before anything of it is written.
  private func start(_ format: DumpFormat) throws {
    try database.query(
      "ingest/start_batch", input.batchID, digest, reception.file, input.byteCount, communityID, reception.receivedUs,
      format.rawValue)
    try database.query("ingest/delete_rejects", input.batchID)
  }

  /// Enters what became of the dump, unless too much of it is bad.
  func finish(_ summary: IngestSummary, _ rejects: RejectWriter, _ reception: Reception) throws -> IngestSummary {
    var summary = summary
    summary.codes = rejects.codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    guard summary.rejectedCount * 100 <= request.maxRejectPercent * summary.readCount else {
      throw PlainFailure(
        .dataRefused, "\(input.name): \(summary.rejectedCount) of \(summary.readCount) rows are bad",
        detail: summary.codes.map { "\($0.code) \($0.count)" }.joined(separator: ", "),
        hint: "More than --max-reject \(request.maxRejectPercent) allows; nothing of it was loaded.")
    }
    try database.query(
      "ingest/end_batch", input.batchID, summary.readCount, summary.loadedCount, summary.rejectedCount,
      summary.repeatedCount, summary.conflictCount, summary.passedCount, summary.layout, reception.receivedUs)
    return summary
  }
}

/// Tells of every piece that is read.
private final class WatchedSource: ByteSource {
  private let source: any ByteSource
  private let watch: () -> Void
  var name: String { source.name }

  init(_ source: any ByteSource, _ watch: @escaping () -> Void) {
    self.source = source
    self.watch = watch
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try source.read(into: buffer)
    watch()
    return count
  }
}
