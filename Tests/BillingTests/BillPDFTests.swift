import Documents
import Foundation
import Grid
import Testing

@testable import Billing

@Suite struct LookTests {
  @Test("look") func look() throws {
    let folder = "/tmp/pdf-look"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let printer = BillPrinter()
    let bills: [(String, BillDocument, PrintLanguage?)] = [
      ("simple", SampleBills.simple, nil), ("rich", SampleBills.rich, nil), ("rich-en", SampleBills.rich, .en),
      ("credit", SampleBills.creditNote, nil), ("self", SampleBills.selfBilled, nil), ("long", SampleBills.long, nil),
      ("draft", SampleBills.draft, nil),
    ]
    for (name, bill, language) in bills {
      let printer = language.map { BillPrinter(language: $0) } ?? printer
      try PDFWriter().write(to: "\(folder)/\(name).pdf") { output in
        printer.describe(bill, on: output)
        try printer.print(bill, on: output)
      }
    }
    let start = Date()
    try PDFWriter().write(to: "\(folder)/many.pdf") { output in
      for _ in 0..<200 { try printer.print(SampleBills.simple, on: output) }
    }
    print("200 in", Date().timeIntervalSince(start))
  }
}
