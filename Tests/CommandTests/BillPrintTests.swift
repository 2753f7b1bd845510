import Foundation
import Support
import Testing

/// `gridctl bill print` as a user types it, on what the demo issued.
@Suite struct BillPrintTests {
  @Test("all invoices of a month go into one file with a list of contents, or into a folder with a file each")
  func targets() throws {
    let place = try Workplace()
    let numbers = try place.succeed("gridctl bill list --period 2025-04 | grep -o 'F2025-[0-9]*'").split(
      separator: "\n")
    let count = numbers.count
    #expect(count > 5)
    let output = try place.succeed("gridctl bill print --period 2025-04 --output all.pdf")
    #expect(output.hasPrefix("bill print: \(count) bills, \(count) pages, in all.pdf, "), "\(output)")
    let text = try place.succeed("pdftotext all.pdf -")
    for number in numbers { #expect(text.contains("n° \(number)")) }
    #expect(try place.succeed("pdftohtml -xml -i -stdout all.pdf | grep -c '<item page='") == "\(count)\n")

    _ = try place.succeed("gridctl bill print --period 2025-04 --output new/")
    #expect(try place.succeed("ls new").split(separator: "\n") == numbers.map { "\($0).pdf" })
    let before = try place.succeed("sha256sum new/*")
    _ = try place.succeed("echo > new/F2025-000003.pdf; gridctl bill print --period 2025-04 --output new")
    _ = try place.succeed("gridctl bill print F2025-000003 --output one.pdf && cmp one.pdf new/F2025-000003.pdf")
    #expect(try place.succeed("sha256sum new/*") == before)
    #expect(try place.succeed("ls -A new | wc -l") == "\(count)\n")
  }

  @Test("the same goes to stdout, in the language that is asked for")
  func standardOutput() throws {
    let place = try Workplace()
    let text = try place.succeed("gridctl bill print F2025-000003 --language en --output - --quiet | pdftotext - -")
    #expect(text.contains("Invoice") && text.contains("No. F2025-000003") && !text.contains("Facture"))
    #expect(try place.run("gridctl bill print F2025-000003 --output - --quiet > /dev/full").status == 74)
  }

  @Test("drafts say that they are drafts, and are named by what they are for")
  func drafts() throws {
    let place = try Workplace()
    _ = try place.succeed(
      "gridctl bill run --period 2025-05 && gridctl bill print --drafts --period 2025-05 --output d/")
    let names = try place.succeed("ls d").split(separator: "\n")
    #expect(!names.isEmpty && names.allSatisfy { $0.contains(#/^draft-2025-05-EC[24]-K\d+-M\d+\.pdf$/#) }, "\(names)")
    #expect(try place.succeed("for f in d/*; do pdftotext $f - | grep -c '^BROUILLON$'; done | sort -u") == "1\n")
  }

  @Test(
    "what cannot be printed is told with its status, and leaves no file",
    arguments: [
      ("F2025-000001 F2025-999999 --output a.pdf", 66, "there is no invoice 'F2025-999999'"),
      ("--period 2019-04 --output a.pdf", 66, "there is no such bill"),
      ("--period 2025-04 --output a.txt", 64, "neither a file .pdf nor a folder"),
      ("--period 2025-04", 64, "needs --output"), ("--output a.pdf", 64, "needs numbers of invoices"),
      ("F2025-000001 --drafts --output a.pdf", 64, "drafts have no numbers"),
      ("F2025-000001 --language de --output a.pdf", 64, "--language cannot be 'de'"),
      ("F2025-000001 --output nowhere/a.pdf", 73, "cannot write 'nowhere/a.pdf'"),
      ("F2025-000001 --output Examples/meters.csv/", 73, "cannot create the folder"),
    ])
  func refusals(words: String, status: Int32, message: String) throws {
    let place = try Workplace()
    let result = try place.run("gridctl bill print \(words)")
    #expect(result.status == status && result.output.contains(message), "\(result.output)")
    #expect(try place.run("ls a.pdf .a.pdf*").status != 0)
  }

  @Test("a machine without fonts is told so")
  func fonts() throws {
    let place = try Workplace()
    _ = try place.succeed("echo '<fontconfig><dir>/nowhere</dir></fontconfig>' > fonts.conf")
    let result = try place.run(
      "gridctl bill print --period 2025-04 --output a.pdf",
      environment: ["FONTCONFIG_FILE": "\(place.folder)/fonts.conf"])
    #expect(result.status == 78 && result.output.contains("no font is installed"), "\(result.output)")
  }
}
