import Database
import Grid

/// What a look for changes of autarky found.
public struct AutarkyChanges: Sendable, Equatable {
  /// All changes of the window.
  public var count = 0
  /// Of these, put into the outbox just now.
  public var new = 0
  /// Waited to be sent and are no changes any more, because readings were corrected.
  public var withdrawn = 0

  public init(count: Int = 0, new: Int = 0, withdrawn: Int = 0) {
    self.count = count
    self.new = new
    self.withdrawn = withdrawn
  }
}

/// Puts the changes of autarky of a window into the outbox: of households in the strict sense, of communities in the
/// one that is configured. Each change is put once; what was sent stays, whatever later readings say.
///
/// - Parameters:
///   - start: The window begins here.
///   - asOf: It ends here, and nothing after it is known yet.
///   - community: Its code; nil: all.
public func putAutarkyChanges(
  since start: Instant, asOf: Instant, community: String?, on database: Connection
) throws -> AutarkyChanges {
  var changes = AutarkyChanges()
  for statement in ["aggregate/put_client_autarky", "aggregate/put_community_autarky"] {
    let row = try database.query(statement, start, asOf, community)[0]
    changes.count += row.int("change_count")
    changes.new += row.int("new_count")
    changes.withdrawn += row.int("withdrawn_count")
  }
  return changes
}
