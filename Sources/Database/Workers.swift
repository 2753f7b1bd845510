import CPostgreSQL
import Foundation
import Grid
import Synchronization

extension Connection {
  /// Another session on the same database, as the same user.
  func another() throws -> Connection {
    var words: [String] = []
    guard let options = PQconninfo(handle) else { throw DatabaseFailure.unreachable(handle) }
    defer { PQconninfoFree(options) }
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val, value.pointee != 0 {
        let text = String(cString: value).replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        words.append("\(String(cString: keyword))='\(text)'")
      }
      option += 1
    }
    return try Connection(words.joined(separator: " "))
  }

  /// A transaction for each unit of work, as `transactions(for:)`, on several sessions side by side.
  ///
  /// Units must not touch the same rows. A unit that fails is rolled back and does not hold up the others; the failure of
  /// the first such unit is thrown at the end. Within a transaction, or with one job, all is done on this session.
  ///
  /// - Parameters:
  ///   - jobs: Sessions, at least 1; each has a `state` of its own.
  ///   - state: What a session begins with, and keeps from unit to unit.
  public func transactions<Unit: Sendable, State: Sendable>(
    for units: [Unit], jobs: Int, state: State,
    _ body: @Sendable (Unit, inout State, Connection) throws -> Void
  ) throws {
    let jobs = depth > 0 ? 1 : min(jobs, units.count)
    guard jobs > 1 else {
      var own = state
      return try transactions(for: units) { try body($0, &own, self) }
    }
    let sessions = try (0..<jobs).map { _ in Session(connection: try another()) }
    let next = Atomic(0)
    let failures = Mutex<[Int: any Error]>([:])
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
      var own = state
      let connection = sessions[job].connection
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < units.count else { return }
        do {
          try connection.transaction { try body(units[index], &own, connection) }
        } catch {
          failures.withLock { $0[index] = error }
          guard PQstatus(connection.handle) == CONNECTION_OK else { return }
        }
      }
    }
    if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
  }
}

/// A connection on its way to the one thread that uses it.
private struct Session: @unchecked Sendable {
  let connection: Connection
}
