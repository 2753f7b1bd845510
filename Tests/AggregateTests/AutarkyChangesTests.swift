import Aggregate
import Database
import Grid
import Support
import Testing

@Suite struct AutarkyChangesTests {
  let place: Neighbourhood

  /// A community 4 of a house that makes energy and one that does not, in slots of five minutes.
  init() throws {
    place = try Neighbourhood()
    try place.community("4")
    try place.meter("A", of: "4")
    try place.meter("B", of: "4")
  }

  /// Stores use and production, a pair an interval, and makes the totals.
  func read(_ meter: String, _ day: String, _ values: [(Int, Int)?]) throws {
    try place.read(meter, .consumption, on: day, values.map { $0?.0 })
    try place.read(meter, .production, on: day, values.map { $0?.1 })
    _ = try aggregate(on: place.connection)
  }

  func put(_ asOf: String, since hours: Int = 24) throws -> AutarkyChanges {
    let asOf = Instant(asOf)!
    return try place.connection.transaction {
      try putAutarkyChanges(since: asOf.advanced(by: -hours * 3600), asOf: asOf, community: nil, on: place.connection)
    }
  }

  /// The messages as they will be sent, with what the local clock showed.
  func messages() throws -> [String] {
    try place.database.lines(
      """
      SELECT to_char(happened_at AT TIME ZONE 'Europe/Paris', 'DD HH24:MI ') || message AS text
      FROM ops.outbox ORDER BY happened_at, key
      """)
  }

  func same(_ value: (Int, Int)?, _ count: Int) -> [(Int, Int)?] { Array(repeating: value, count: count) }

  @Test("a deficit sends nothing, the surplus that follows sends one message, once")
  func once() throws {
    // For an hour 1500 W and 120 W more are drawn; then 1704 W come from the roof.
    try read("A", "2026-06-01", same((125, 0), 12) + same((125, 142), 12))
    try read("B", "2026-06-01", same((10, 0), 24))
    #expect(try put("2026-05-31T22:30:00Z").count == 0)
    #expect(try put("2026-06-01T00:00:00Z") == AutarkyChanges(count: 2, new: 2))
    #expect(
      try messages() == [
        #"01 01:00 {"type":"Client","id":"A","autarky":true}"#, #"01 01:00 {"type":"Community","id":4,"autarky":true}"#,
      ])
    #expect(try put("2026-06-01T00:00:00Z") == AutarkyChanges(count: 2, new: 0))
    // Production that equals use is autarkic; 1 Wh less is not.
    try read("A", "2026-06-01", same((125, 0), 12) + same((125, 142), 12) + [(125, 135), (125, 134)])
    try read("B", "2026-06-01", same((10, 0), 26))
    #expect(try put("2026-06-01T00:10:00Z") == AutarkyChanges(count: 3, new: 1))
    #expect(try messages().last == #"01 02:05 {"type":"Community","id":4,"autarky":false}"#)
    #expect(try place.database.violations() == [])
  }

  @Test("a gap is not autarkic, and of the time after the last reading nothing is said")
  func gaps() throws {
    try read("A", "2026-06-01", same((5, 9), 6) + same(nil, 3) + same((5, 9), 3))
    #expect(try put("2026-06-01T12:00:00Z").new == 6)
    #expect(
      try messages() == [
        #"01 00:00 {"type":"Client","id":"A","autarky":true}"#, #"01 00:00 {"type":"Community","id":4,"autarky":true}"#,
        #"01 00:30 {"type":"Client","id":"A","autarky":false}"#,
        #"01 00:30 {"type":"Community","id":4,"autarky":false}"#,
        #"01 00:45 {"type":"Client","id":"A","autarky":true}"#, #"01 00:45 {"type":"Community","id":4,"autarky":true}"#,
      ])
  }

  @Test("a community waits 15 minutes for its members, then speaks for those that are known")
  func patience() throws {
    try read("A", "2026-06-01", same((5, 9), 6))
    let early = try put("2026-05-31T22:14:00Z", since: 1)
    #expect(early == AutarkyChanges(count: 1, new: 1), "only A itself")
    #expect(try put("2026-05-31T22:20:00Z", since: 1).count == 2)
    try place.database.script("UPDATE grid.community SET autarky = 'strict'")
    #expect(try put("2026-05-31T22:30:00Z", since: 1).withdrawn == 1, "B is unknown: never strictly autarkic")
  }

  @Test("midnight is no change, nor is the start of the window")
  func midnight() throws {
    for day in ["2026-06-01", "2026-06-02"] {
      try read("A", day, same((5, 9), 288))
      try read("B", day, same((0, 0), 288))
    }
    _ = try put("2026-06-02T22:00:00Z", since: 47)
    #expect(try messages() == [])
    _ = try put("2026-06-02T22:00:00Z", since: 48)
    #expect(try messages().count == 3)
  }

  @Test("what corrected readings undo is taken back while it waits, and stays when it was sent")
  func corrections() throws {
    try read("A", "2026-06-01", same((5, 0), 6) + same((5, 9), 6))
    _ = try put("2026-06-01T01:00:00Z")
    try place.database.script("UPDATE ops.outbox SET sent_at = created_at WHERE key LIKE 'community:%'")
    try read("A", "2026-06-01", same((5, 0), 12))
    #expect(try put("2026-06-01T01:00:00Z") == AutarkyChanges(count: 0, new: 0, withdrawn: 1))
    #expect(try messages() == [#"01 00:30 {"type":"Community","id":4,"autarky":true}"#])
    // True again, as it was sent: nothing to say.
    try read("A", "2026-06-01", same((5, 0), 6) + same((5, 9), 6))
    #expect(try put("2026-06-01T01:00:00Z").new == 1)
  }

  @Test("the two hours of 02:00 are two")
  func clockChange() throws {
    // Autarkic in the second of them only: 36 slots after local midnight.
    try read("A", "2026-10-25", same((5, 0), 36) + same((5, 9), 12) + same((5, 0), 252))
    _ = try put("2026-10-25T23:00:00Z", since: 25)
    #expect(
      try place.database.lines(
        "SELECT to_char(happened_at AT TIME ZONE 'UTC', 'HH24:MI') AS t FROM ops.outbox WHERE key LIKE 'client%' ORDER BY 1"
      )
        == ["01:00", "02:00"])
  }

  @Test("a plant is no household, and a house of another community is left alone")
  func others() throws {
    try place.community("C2")
    try place.meter("P", of: "4", kind: "plant")
    try place.meter("Z", of: "C2")
    try read("P", "2026-06-01", same((0, 9), 12))
    try read("Z", "2026-06-01", same((0, 9), 12))
    let asOf = Instant("2026-06-01T12:00:00Z")!
    _ = try putAutarkyChanges(since: asOf.advanced(by: -86_400), asOf: asOf, community: "4", on: place.connection)
    #expect(try messages() == [#"01 00:00 {"type":"Community","id":4,"autarky":true}"#])
  }
}
