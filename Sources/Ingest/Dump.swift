import Database
import Decode
import Foundation
import Grid

/// One dump that is about to be loaded, and what both loaders do with it.
struct Dump {
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
    let dump = try recognize(
      input, as: request.format, request.options, stored: storedMappings(on: database), by: request.decoders)
    try start(dump.format)
    if dump.format == .native {
      var load = try NativeLoad(self, dump)
      return try load.run(progress)
    }
    let sink = try LoadSink(
      reception, isReceptionOpen: isReceptionOpen, as: dump.format, communityID: communityID, asOf: request.asOf,
      byteLimit: request.byteLimit, continuing: nil, on: database)
    return try withoutActuallyEscaping(progress) { progress in
      // What holds the closure goes away with it.
      var watched = dump
      watched.source = WatchedSource(dump.source) { progress(input.consumed, input.byteCount) }
      try decode(watched, into: sink)
      return try finish(sink.finish(), sink.rejects, sink.reception)
    }
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
