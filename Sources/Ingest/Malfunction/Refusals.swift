import Database
import Foundation
import Grid

/// Keeps that nothing of a dump was loaded, so that technicians hear of it.
///
/// - Parameters:
///   - path: As it was named; `-` is standard input.
///   - community: Code of the community that the dump was said to be of; nil: none.
///   - receivedAt: When the dump was received; nil: the time in its name, else the clock of the run.
public func enterRefusal(
  of path: String, _ reason: String, community: String?, receivedAt: Instant?, asOf: Instant, on database: Connection
) throws {
  let name = path == "-" ? "-" : URL(fileURLWithPath: path).lastPathComponent
  try database.query(
    "ingest/put_refusal", name, receivedAt ?? receptionTime(inName: name) ?? asOf, asOf, community, reason)
}
