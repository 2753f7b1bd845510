import Documents
import Grid

/// Prints bills: pages of A4, the address in the window of an envelope, figures aligned.
///
/// Quantities and amounts are the document's, seen from the seller; a self-billed document shows them from the
/// producer's side, so that what is received is positive.
public final class BillPrinter {
  private let type: PDFTypesetter
  private let language: PrintLanguage?

  /// - Parameter language: For all bills; nil: each customer's own.
  /// - Throws: `DocumentFailure` when there is no font.
  public init(language: PrintLanguage? = nil) throws {
    self.language = language
    type = try PDFTypesetter()
  }

  /// The pages of a bill.
  func pages(of bill: BillDocument) -> [PDFPage] {
    var layout = BillPDF(bill, words: words(for: bill), type: type)
    return layout.pages()
  }

  private func words(for bill: BillDocument) -> BillWords {
    BillWords(language: language ?? PrintLanguage(rawValue: bill.buyer.language) ?? .fr)
  }

  /// Adds a bill to a file, to its list of contents, and to what it says of itself: the title, who wrote it, and the
  /// latest date of issue, for a draft the end of its period.
  ///
  /// - Returns: How many pages it has.
  public func print(_ bill: BillDocument, on output: PDFOutput) throws -> Int {
    let words = words(for: bill)
    let title = "\(words.title(bill.kind)) \(bill.number ?? words.draft)"
    output.title = output.pageCount == 0 ? title : words("Factures", "Invoices")
    output.author = bill.seller?.name ?? bill.communityName
    output.date = max(output.date, Int((bill.issuedOn ?? bill.period.end).number))
    let pages = pages(of: bill)
    for (index, page) in pages.enumerated() {
      try output.add(page, bookmark: index == 0 ? "\(title) – \(bill.buyer.name)" : nil)
    }
    return pages.count
  }
}

/// The layout of one bill.
struct BillPDF {
  let bill: BillDocument
  let words: BillWords
  var flow: PDFFlow

  init(_ bill: BillDocument, words: BillWords, type: PDFTypesetter) {
    self.bill = bill
    self.words = words
    flow = PDFFlow(type, x: Frame.left, width: Frame.width, bottom: Frame.bottom) { page in
      Self.headContinuation(of: bill, words, type, on: &page)
    }
  }

  mutating func pages() -> [PDFPage] {
    addHead()
    addDue()
    addLines()
    addSums()
    addNotes()
    addFooters()
    return flow.pages
  }

  /// Where things stand, in points.
  enum Frame {
    static let left = 56.7
    static let width = 481.9
    static let right = left + width
    /// The right half: address, sums, second column of the notes.
    static let middle = 311.8
    static let half = right - middle
    static let top = 48.0
    static let bottom = 778.0
    static let footer = 800.0
  }

  enum Style {
    static let title = PDFStyle(23, .bold)
    static let name = PDFStyle(13, .bold)
    static let address = PDFStyle(10.5)
    static let body = PDFStyle(9)
    static let strong = PDFStyle(9, .bold)
    static let contact = PDFStyle(8)
    static let small = PDFStyle(7.5)
    static let smallStrong = PDFStyle(7.5, .bold)
    static let tiny = PDFStyle(6.5)
    static let due = PDFStyle(21, .bold)
    static let label = PDFStyle(10.5, .bold)
    static let sum = PDFStyle(10.5, .bold)
  }

  static let accent = PDFColour(.navy)
  static let pale = PDFColour(.navy, strength: 0.07)
  static let warning = PDFColour(.brick)

  var type: PDFTypesetter { flow.type }

  /// A figure as this document shows it: a self-billed one turns the sign.
  func shown(_ value: ExactDecimal) -> ExactDecimal { bill.kind.isSelfBilled ? value.negated : value }

  /// Who signs: the seller, or the community where none is known.
  var issuer: String { bill.seller?.name ?? bill.communityName }
}
