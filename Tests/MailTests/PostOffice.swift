import Foundation
import Support

/// What Python's email package finds in a message.
struct ReadMail: Decodable {
  struct Attachment: Decodable, Equatable {
    let name, type, sha256: String
  }

  let subject, from, sender, id, date, auto, body: String
  let replyTo: String?
  let to, headers, defects: [String]
  let attachments: [Attachment]
  /// Of its longest line, in bytes.
  let longest: Int
  /// Line ends that are not CRLF.
  let bare: Int
}

/// What a message came with.
struct Envelope: Decodable {
  let from, helo: String
  let to, options: [String]
  let tls, user: Bool
}

/// A mail server of a test, a process of its own, and the folder in which it keeps what it gets.
final class PostOffice {
  let place: Workplace
  let folder: String
  private(set) var port = 0
  private var process: pid_t = 0

  /// - Parameter words: Options of `server.py`; certificates are those of `makeCertificates`.
  init(_ words: String = "", in place: Workplace, name: String = "post") throws {
    self.place = place
    folder = "\(place.folder)/\(name)"
    let script = "\(repository)/Tests/MailTests/server.py"
    let text = try place.succeed(
      "mkdir -p \(name); PYTHONPATH='\(repository)/.vendor/python' python3 '\(script)' \(name) \(words) > \(name)/log 2>&1 & echo $!"
    )
    process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    for _ in 0..<300 {
      if let text = try? String(contentsOfFile: "\(folder)/port", encoding: .utf8) { port = Int(text) ?? 0 }
      if port > 0 { return }
      usleep(50_000)
    }
    let log = try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)
    throw Workplace.Broken("the mail server does not start: \(log ?? "")")
  }

  deinit { stop() }

  func stop() {
    if process > 0 { kill(process, SIGKILL) }
    process = 0
  }

  /// Paths of the messages, in the order of their arrival.
  var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".eml") }.sorted().map { "\(folder)/\($0)" }
  }

  func mails() throws -> [ReadMail] { try read(files, in: place) }

  func envelopes() throws -> [Envelope] {
    try files.map { file in
      let data = try Data(contentsOf: URL(fileURLWithPath: file.replacingOccurrences(of: ".eml", with: ".json")))
      return try JSONDecoder().decode(Envelope.self, from: data)
    }
  }

  /// How many connections there were.
  var connections: Int {
    let text = try? String(contentsOfFile: "\(folder)/connections", encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0
  }

  /// Waits until so many messages have arrived; false: they did not within 20 s.
  func waits(for count: Int) -> Bool {
    for _ in 0..<400 {
      if files.count >= count { return true }
      usleep(50_000)
    }
    return false
  }
}

/// Reads messages with Python's email package.
func read(_ files: [String], in place: Workplace) throws -> [ReadMail] {
  guard !files.isEmpty else { return [] }
  let list = files.map { "'\($0)'" }.joined(separator: " ")
  let output = try place.succeed("python3 '\(repository)/Tests/MailTests/read.py' \(list)")
  return try output.split(separator: "\n").map { try JSONDecoder().decode(ReadMail.self, from: Data($0.utf8)) }
}

extension Workplace {
  /// `ca.pem`, and `cert.pem` with `key.pem`, signed by it for localhost and 127.0.0.1.
  func makeCertificates() throws {
    _ = try succeed(
      """
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Test CA' -keyout ca.key -out ca.pem 2> /dev/null
      openssl req -newkey rsa:2048 -nodes -subj '/CN=localhost' -keyout key.pem -out request.pem 2> /dev/null
      printf 'subjectAltName=DNS:localhost,IP:127.0.0.1' > names
      openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out cert.pem 2> /dev/null
      """)
  }
}

extension TestDatabase {
  /// Puts a demand's mail.
  func put(
    _ key: String, to recipient: String, language: String = "en", attachments: String = "[]",
    expires: String? = nil, created: String = "2025-04-07T10:00:00Z"
  ) throws {
    try mail(
      "demand", key, to: recipient, language: language, attachments: attachments, expires: expires, created: created,
      """
      {"type":"Demand","demand":"\(key)","partner":"K1","community":"C1","name":"Châteaubriant","power_w":7400,\
      "short_notice":false,"at":"2025-04-07 13:00","until":"2025-04-07 15:00"}
      """)
  }

  func mail(
    _ topic: String, _ key: String, to recipient: String, language: String = "en", attachments: String = "[]",
    expires: String? = nil, created: String = "2025-04-07T10:00:00Z", _ message: String
  ) throws {
    func quoted(_ text: String) -> String { "'" + text.replacingOccurrences(of: "'", with: "''") + "'" }
    try script(
      """
      INSERT INTO ops.mail (topic, key, recipient, language, happened_at, created_at, next_at, expires_at, message, attachments)
      VALUES (\(quoted(topic)), \(quoted(key)), \(quoted(recipient)), '\(language)', '\(created)', '\(created)', '\(created)',
              \(expires.map { "'\($0)'" } ?? "NULL"), \(quoted(message)), \(quoted(attachments)))
      """)
  }
}
