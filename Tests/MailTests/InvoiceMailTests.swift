import Foundation
import Support
import Testing

/// Issued documents of the demo, sent to those who asked for them.
@Suite struct InvoiceMailTests {
  @Test("an invoice goes once to who asked for it, as it is printed, and nothing from before it was asked for")
  func invoices() throws {
    let place = try Workplace()
    try """
    contact,topic,email,language,customer,from,to
    A,invoice,a@example.org,en,K125,2025-01-01,
    B,invoice,b@example.org,fr,K125,2025-01-01,
    C,invoice,c@example.org,fr,K133,2099-01-01,
    D,invoice,d@example.org,fr,K136,2025-01-01,2025-01-02

    """.write(toFile: "\(place.folder)/contacts.csv", atomically: false, encoding: .utf8)
    _ = try place.succeed("gridctl import contacts contacts.csv")
    let line = "gridctl notify --maildir box --from 'Les Toits <toits@example.org>'"
    let rehearsal = try place.succeed("\(line) --dry-run")
    #expect(rehearsal.contains("invoice  F2025-000001  a…@example.org  Your invoice F2025-000001 from"), "\(rehearsal)")
    #expect(try place.succeed("ls home/mail 2> /dev/null | wc -l") == "0\n")
    // A server that is down: the documents wait, closed to others.
    let down = try place.run("gridctl notify --smtp smtp://127.0.0.1:1 --from a@example.org")
    #expect(down.status == 75)
    #expect(try place.succeed("ls home/mail; stat -c %a home/mail") == "F2025-000001.pdf\n700\n")
    #expect(try place.succeed(line).hasPrefix("notify: 2 mails sent"))
    #expect(try place.succeed(line).hasPrefix("notify: 0 mails sent"))
    #expect(try place.succeed("ls -A home/mail") == "", "what was sent does not lie about")
    let sha = try place.succeed("gridctl bill print F2025-000001 --output one.pdf --quiet; sha256sum one.pdf").prefix(
      64)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(place.folder)/box/new").sorted()
    let mails = try read(names.map { "\(place.folder)/box/new/\($0)" }, in: place).sorted { $0.to[0] < $1.to[0] }
    #expect(mails.map { $0.to } == [["a@example.org"], ["b@example.org"]])
    for mail in mails {
      #expect(mail.attachments == [.init(name: "F2025-000001.pdf", type: "application/pdf", sha256: String(sha))])
      #expect(mail.defects == [])
    }
    let total = try place.succeed(
      "gridctl db psql -- -Atc \"SELECT total_eur FROM billing.invoice WHERE invoice = 'F2025-000001'\"")
    #expect(mails[0].body.contains("for April 2025: €\(total.dropLast()), VAT included."))
    #expect(
      mails[1].body.contains("avril 2025. Montant TTC\u{202F}: \(total.dropLast().replacing(".", with: ","))\u{A0}€."))
    #expect(try place.run("gridctl check --quiet").status == 0)
  }
}
