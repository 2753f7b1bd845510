import Database
import Grid

/// What VAT a price or a levy has.
enum VATRate: Hashable {
  /// Hundredths of a percent.
  case percent(Int)
  /// Code of the tax whose rates say it, each on its days.
  case tax(String)

  /// What a row of the database says in `vat_rate` and `vat_tax`; nil when neither is there.
  init?(_ row: Rows.Row) {
    if let tax = row.optional("vat_tax") {
      self = .tax(tax)
    } else if let percent = row.optional("vat_rate").flatMap(DecimalForm.vatRate.parse) {
      self = .percent(percent)
    } else {
      return nil
    }
  }

  /// The percentage as PostgreSQL's numeric reads it; nil for a tax.
  var percent: String? {
    guard case .percent(let percent) = self else { return nil }
    return DecimalForm.vatRate.text(percent)
  }

  /// Nil for a percentage.
  var tax: String? {
    guard case .tax(let tax) = self else { return nil }
    return tax
  }
}

/// Codes of taxes begin with a letter, so that they are told from numbers.
func isTaxCode(_ text: String) -> Bool { text.first?.isLetter == true }

extension FieldReader {
  /// A percentage, or the code of a tax.
  func vatRate() -> VATRate {
    isTaxCode(table.text(row, "vat_rate")) ? .tax(code("vat_rate")) : .percent(decimal("vat_rate", .vatRate))
  }
}

/// Taxes of a file that are known.
struct KnownTaxes {
  private var taxes: [String: (isVAT: Bool, from: LocalDay)] = [:]

  init(_ codes: [String], on connection: Connection) throws {
    for row in try connection.query("ingest/import_stored_taxes", Set(codes).sorted()) {
      guard let from = row.day("valid_from") else { continue }
      add(row.text("tax"), isVAT: row.text("unit") == "percent", from: from)
    }
  }

  mutating func add(_ tax: String, isVAT: Bool, from: LocalDay) {
    taxes[tax] = (isVAT, min(from, taxes[tax]?.from ?? from))
  }

  /// What is wrong with a tax as the VAT of something that begins on a day; nil when nothing is.
  func problem(vat tax: String, on day: LocalDay) -> (code: String, text: String)? {
    guard let known = taxes[tax] else { return unknown(tax) }
    guard known.isVAT else { return ("not-a-vat-rate", "tax \(tax) is a levy, not a VAT rate") }
    guard known.from <= day else { return ("vat-without-rate", "VAT \(tax) has no rate yet on \(day)") }
    return nil
  }

  /// What is wrong with a tax as a levy; nil when nothing is. One that begins later is not charged before.
  func problem(levy tax: String) -> (code: String, text: String)? {
    guard let known = taxes[tax] else { return unknown(tax) }
    return known.isVAT ? ("not-a-levy", "tax \(tax) is a VAT rate, not a levy") : nil
  }

  private func unknown(_ tax: String) -> (code: String, text: String) {
    ("unknown-tax", "there is no tax '\(tax.prefix(100))'")
  }
}
