import Foundation
import Grid
import Support
import Testing

@testable import Mail

/// Messages as bytes, read back by Python's email package.
@Suite struct MessageTests {
  let place: Workplace

  init() throws { place = try Workplace(isLoaded: false) }

  func letter(
    _ topic: MailTopic, _ message: String, language: String = "fr", key: String = "K", to: String = "a@example.org",
    attachments: [Letter.Attachment] = []
  ) -> Letter {
    Letter(
      id: 1, topic: topic, key: key, recipient: to, language: language, createdAt: Instant("2025-10-26T00:30:00Z")!,
      message: message, attachments: attachments, attempts: 0)
  }

  func written(_ letter: Letter, from sender: Sender? = nil) throws -> ReadMail {
    let path = "\(place.folder)/\(UUID().uuidString).eml"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = FileHandle(forWritingAtPath: path)!
    try MessageWriter(letter, from: sender ?? Sender("gridctl@example.org")!).write(to: file)
    try file.close()
    let mail = try read([path], in: place)[0]
    #expect(mail.defects == [] && mail.bare == 0 && mail.longest <= 78, "\(mail)")
    return mail
  }

  @Test("an invoice's mail says number, period, sum and due day in its language, with the document attached as it is")
  func invoice() throws {
    // Every byte value, lines of dots among them.
    let bytes = Data((0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }) + Data("\r\n.\r\n..x\r\n".utf8)
    let path = "\(place.folder)/a.pdf"
    try bytes.write(to: URL(fileURLWithPath: path))
    let sha = String(try place.succeed("sha256sum a.pdf").prefix(64))
    let message =
      #"{"invoice":"F2025-000003","document":"invoice","month":"2025-04","community":"EC2","name":"Bourg","seller":"Énergie d'ici","issued_on":"2025-05-05","due_on":"2025-06-01","total_eur":"1234.50","due_eur":"1200.00"}"#
    let attachment = Letter.Attachment(name: "F2025-000003.pdf", path: path, sha256: sha)
    let mail = try written(
      letter(.invoice, message, attachments: [attachment]),
      from: Sender("Les Toits <toits@example.org>", replyTo: MailAddress("office@example.org")))
    #expect(mail.subject == "Votre facture F2025-000003 de Énergie d'ici")
    #expect(
      mail.body.replacing("\r\n", with: "\n") == """
        Bonjour,

        Vous trouverez ci-joint votre facture F2025-000003 du 5 mai 2025, période\u{202F}: avril 2025. Montant TTC\u{202F}: 1\u{202F}234,50\u{A0}€.

        1\u{202F}200,00\u{A0}€ sont à payer au plus tard le 1er juin 2025\u{202F}; le document dit comment.

        Les Toits
        """)
    #expect(mail.attachments == [.init(name: "F2025-000003.pdf", type: "application/pdf", sha256: sha)])
    #expect(mail.from == "toits@example.org" && mail.sender == "Les Toits" && mail.replyTo == "office@example.org")
    #expect(mail.date == "2025-10-26T00:30:00+00:00" && mail.auto == "auto-generated")
    #expect(mail.id.hasSuffix(".invoice@example.org>"))
    let english = try written(letter(.invoice, message.replacing("1200.00", with: "0.00"), language: "en"))
    #expect(english.subject == "Your invoice F2025-000003 from Énergie d'ici")
    #expect(english.body.contains("of 5 May 2025 for April 2025: €1,234.50, VAT included."))
    #expect(english.body.contains("There is nothing to pay.") && english.attachments == [])
  }

  @Test("changes of autarky are told of a home and of a community, in the hour that comes twice with its offset")
  func autarky() throws {
    let home = try written(
      letter(.autarky, #"{"type":"Client","id":125,"autarky":true,"name":"Bourg","at":"2025-10-26 02:30 +02:00"}"#))
    #expect(home.subject == "Votre foyer est autonome")
    #expect(
      home.body.contains(
        "Depuis le 26 octobre 2025 à 02:30 (UTC+02:00), votre foyer (compteur 125) ne prend rien au réseau."))
    let community = try written(
      letter(
        .autarky,
        #"{"type":"Community","id":"EC2","autarky":false,"sense":"net","name":"Bourg","at":"2025-04-01 12:30"}"#,
        language: "en"))
    #expect(community.subject == "Bourg is no longer self-sufficient")
    #expect(community.body.contains("Since 1 April 2025 at 12:30, Bourg has used more electricity than it makes."))
  }

  @Test("malfunctions, demands and packages are told in both languages")
  func others() throws {
    let broken =
      #"{"type":"Malfunction","meter":"M1","kind":"absence","community":"EC2","name":"Bourg","at":"2025-04-01 12:30"}"#
    #expect(try written(letter(.malfunction, broken)).subject == "Anomalie\u{202F}: compteur M1 de Bourg")
    #expect(
      try written(letter(.malfunction, broken, language: "en")).body.contains("meter M1 of Bourg: no readings arrive."))
    // Of a sender, and found long after it began.
    let dumps =
      #"{"type":"Malfunction","kind":"format","subject":"off-grid","source":"*_EC2.csv","name":"Bourg","at":"2025-04-05 12:30","since":"2025-04-01 12:30"}"#
    #expect(
      try written(letter(.malfunction, dumps, language: "en")).body.contains(
        "Since 1 April 2025 at 12:30 something has been wrong with dumps *_EC2.csv of Bourg: its readings cannot be read (off-grid)."
      ))
    let many =
      #"{"type":"Malfunction","meter_count":48,"member_count":50,"kind":"absence","name":"Bourg","at":"2025-04-05 12:30","since":"2025-04-01 12:30","latest":"2025-04-01 13:00","meters":[\#((1...48).map { #"{"meter":"M\#($0)","since":"2025-04-01 12:30"}"# }.joined(separator: ","))]}"#
    let mail48 = try written(letter(.malfunction, many, language: "en"))
    #expect(mail48.subject == "Malfunction: 48 of 50 meters of Bourg")
    #expect(
      mail48.body.contains(
        "48 of 50 meters of Bourg are silent since 1 April 2025 at 12:30, the last of them since 1 April 2025 at 13:00: no readings arrive."
      ))
    #expect(mail48.body.contains("M19, M20 and 28 more.") && !mail48.body.contains("M21"))
    #expect(
      try written(letter(.malfunction, many)).body.contains(
        "48 compteurs sur 50 de Bourg sont muets depuis le 1er avril 2025"))
    let demand =
      #"{"demand":"D1","partner":"K","name":"Bourg","power_w":7450,"short_notice":true,"at":"2025-04-01 22:10","until":"2025-04-02 06:10"}"#
    #expect(
      try written(letter(.demand, demand)).subject == "Demande D1\u{202F}: 7,45 kW à partir du 1er avril 2025 à 22:10")
    #expect(try written(letter(.demand, demand, language: "en")).body.contains("announced less than an hour before"))
    let package =
      #"{"partner":"GREEN","product":"consumption_aggregated","period":"2025-04-01..2025-04-08","grain":"hour","datapoints":1234567,"suppressed":12}"#
    let mail = try written(letter(.package, package, language: "en"))
    #expect(mail.subject == "Your data: aggregated consumption, 1 April 2025 to 7 April 2025")
    #expect(mail.body.contains("in hours, 1,234,567 values.") && mail.body.contains("12 values were withheld"))
    #expect(try written(letter(.package, package)).body.contains("par heures, 1\u{202F}234\u{202F}567 valeurs."))
  }

  @Test(
    "no text begins a line of the header, however it is spelled, and lines of dots and long lines arrive as they were")
  func injection() throws {
    let long = String(repeating: "Châteaubriant-en-Énergie ", count: 60) + "😀"
    for end in ["\\r\\n", "\\n", "\\r", "\\u2028", "\\u0085", "\\u0000"] {
      let name = "Bourg\(end)Bcc: spy@example.org\(end)\(end).\(end)\(long)"
      let message = #"{"type":"Community","id":1,"autarky":true,"name":"\#(name)","at":"2025-04-01 12:30"}"#
      let mail = try written(
        letter(.autarky, message, key: "x\r\nBcc: spy@example.org"),
        from: Sender(address: MailAddress("a@example.org")!, name: "Les Toits\r\nBcc: spy@example.org, \"é\" \\"))
      #expect(!mail.headers.contains("Bcc") && mail.headers.count == 10, "\(mail.headers)")
      #expect(
        mail.subject.replacing("  ", with: " ").hasPrefix("Bourg Bcc: spy@example.org") && mail.subject.contains(long))
      #expect(mail.to == ["a@example.org"] && mail.sender.hasSuffix(#"Bcc: spy@example.org, "é" \"#), "\(mail.sender)")
      #expect(mail.body.contains(long))
    }
  }

  @Test("a text of quoted-printable comes back, whatever is in it", arguments: 0..<40)
  func quoted(seed: Int) throws {
    var random = seed &* 7919 &+ 1
    func next(_ count: Int) -> Int {
      random = random &* 1_103_515_245 &+ 12_345
      return (random >> 16 & 0x7FFF) % count
    }
    let letters = [" ", ".", "=", "é", "€", "😀", "\t", "a", "~", "From ", "\u{202F}"]
    let lines = (0..<30).map { _ in (0..<next(200)).map { _ in letters[next(letters.count)] }.joined() }
    let text = lines.joined(separator: "\n")
    let encoded = quotedPrintable(text)
    #expect(encoded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 && !$0.hasSuffix(" ") })
    try encoded.write(toFile: "\(place.folder)/q", atomically: false, encoding: .utf8)
    let decoded = try place.succeed(
      "python3 -c \"import quopri,sys; sys.stdout.buffer.write(quopri.decodestring(open('q','rb').read()))\"")
    #expect(decoded.replacing("\r\n", with: "\n") == text + "\n")
  }

  @Test("a name of a file with accents and quotes comes back")
  func names() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(place.folder)/x"))
    let sha = String(try place.succeed("sha256sum x").prefix(64))
    let name = "Relevé \"été\"\r\n2025.csv"
    let mail = try written(
      letter(
        .autarky, #"{"type":"Client","id":"M","autarky":true,"at":"2025-04-01 12:30"}"#,
        attachments: [.init(name: name, path: "\(place.folder)/x", sha256: sha)]))
    #expect(mail.attachments == [.init(name: "Relevé \"été\"  2025.csv", type: "text/csv", sha256: sha)])
  }

  @Test("what cannot be written is the mail's problem, said without addresses")
  func problems() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(place.folder)/x"))
    func reason(_ letter: Letter) -> String? {
      do {
        _ = try written(letter)
        return nil
      } catch let problem as LetterProblem { return problem.isPermanent ? problem.reason : "later" } catch {
        return "\(error)"
      }
    }
    let message = #"{"type":"Client","id":"M","autarky":true,"at":"2025-04-01 12:30"}"#
    func attached(_ path: String, _ sha: String = "00") -> Letter {
      letter(.autarky, message, attachments: [.init(name: "x.zip", path: "\(place.folder)/\(path)", sha256: sha)])
    }
    #expect(reason(attached("x")) == "the attachment x.zip has changed since the mail was put")
    #expect(reason(attached("y")) == "the attachment x.zip is missing")
    #expect(reason(attached(".")) == "the attachment x.zip is missing")
    #expect(
      reason(letter(.autarky, #"{"type":"Client","autarky":true,"at":"2025-04-01 12:30"}"#))
        == "its message has no 'id'")
    #expect(reason(letter(.package, "[]")) == "its message is no JSON object")
    for address in ["é@example.org", "a@b@c", "a b@example.org", "a@exa mple", "<a@b>", "a@b\r\nRCPT TO:<c@d>", ""] {
      #expect(reason(letter(.autarky, message, to: address)) == "the recipient is no mail address of plain letters")
    }
  }
}
