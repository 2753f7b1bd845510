import Support
import Testing

@Suite struct MailTableTests {
  @Test("the same mail is put once to each recipient")
  func once() throws {
    let database = try TestDatabase()
    let put = """
      INSERT INTO ops.mail (topic, key, recipient, language, happened_at, created_at, next_at, message)
      VALUES ('demand', 'D1 2025-04-02', $1, 'en', '2025-04-01', '2025-04-01', '2025-04-01', '{}') ON CONFLICT DO NOTHING
      """
    for recipient in ["a@example.org", "b@example.org", "a@example.org"] {
      try database.script(put.replacingOccurrences(of: "$1", with: "'\(recipient)'"))
    }
    #expect(try database.lines("SELECT recipient FROM ops.mail ORDER BY 1") == ["a@example.org", "b@example.org"])
  }
}
