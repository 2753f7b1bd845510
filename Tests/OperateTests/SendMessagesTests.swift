import Database
import Grid
import Support
import Testing

@testable import Operate

@Suite struct SendMessagesTests {
  let database: TestDatabase

  init() throws {
    database = try TestDatabase()
    try database.script(
      """
      INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, expires_at, message) VALUES
        ('autarky', 'b', 'C1', '2026-06-01T10:05Z', '2026-06-01T10:10Z', NULL, '{"type":"Community","id":4,"autarky":true}'),
        ('autarky', 'a', 'C1', '2026-06-01T10:00Z', '2026-06-01T10:10Z', NULL, '{"type":"Community","id":4,"autarky":false}'),
        ('directive', 'c', 'C2', '2026-06-01T10:00Z', '2026-06-01T10:00Z', '2026-06-01T11:00Z', '{}'),
        ('demand', 'd', 'C2', '2026-06-01T13:00Z', '2026-06-01T13:00Z', NULL, '{}')
      """)
  }

  func send(_ instant: String, topic: String? = nil) throws -> [String] {
    var sent: [String] = []
    _ = try database.connection.transaction {
      try sendMessages(topic: topic, community: nil, asOf: Instant(instant)!, on: database.connection) {
        sent = $0.map(\.envelope)
      }
    }
    return sent
  }

  @Test("messages go out once, in the order in which they happened, as they were put")
  func once() throws {
    let sent = try send("2026-06-01T10:30:00Z", topic: "autarky")
    #expect(
      sent == [
        #"{"id" : 2, "topic" : "autarky", "community" : "C1", "at" : "2026-06-01T10:00:00Z", "message" : {"type":"Community","id":4,"autarky":false}}"#,
        #"{"id" : 1, "topic" : "autarky", "community" : "C1", "at" : "2026-06-01T10:05:00Z", "message" : {"type":"Community","id":4,"autarky":true}}"#,
      ])
    #expect(try send("2026-06-01T10:30:00Z", topic: "autarky") == [])
  }

  @Test("an expired message and one of the future are not sent")
  func expired() throws {
    #expect(try send("2026-06-01T11:00:00Z").count == 2)
    #expect(try database.lines("SELECT key FROM ops.outbox WHERE sent_at IS NULL ORDER BY 1") == ["c", "d"])
    #expect(try send("2026-06-01T13:00:00Z").count == 1)
    func expired(_ instant: String) throws -> Int {
      try countExpiredMessages(topic: nil, community: nil, asOf: Instant(instant)!, on: database.connection)
    }
    #expect(try expired("2026-06-01T10:59:59Z") == 0)
    #expect(try expired("2026-06-01T11:00:00Z") == 1)
    #expect(try expired("2026-06-02T11:00:00Z") == 0, "a day later it is old news")
  }

  @Test("when a delivery fails all messages wait still")
  func failed() throws {
    struct Broken: Error {}
    #expect(throws: Broken.self) {
      try database.connection.transaction {
        try sendMessages(topic: nil, community: nil, asOf: Instant("2026-06-01T10:30:00Z")!, on: database.connection) {
          _ in throw Broken()
        }
      }
    }
    #expect(try database.lines("SELECT count(*) FROM ops.outbox WHERE sent_at IS NOT NULL") == ["0"])
  }

  @Test("a key is put once, whatever is said of it again")
  func natural() throws {
    #expect(throws: DatabaseFailure.self) {
      try database.script(
        """
        INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, message)
        VALUES ('autarky', 'a', 'C1', '2026-06-01T10:00Z', '2026-06-01T12:00Z', '{}')
        """)
    }
  }
}
