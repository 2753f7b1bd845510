import Database
import Documents
import Grid

/// Which documents are read; nil: all.
public struct BillSelection: Sendable {
  /// Numbers of issued documents.
  public var numbers: [String]?
  public var period: Period?
  /// Codes.
  public var community, customer: String?
  /// Drafts instead of issued documents.
  public var areDrafts: Bool

  public init(
    numbers: [String]? = nil, period: Period? = nil, community: String? = nil, customer: String? = nil,
    areDrafts: Bool = false
  ) {
    self.numbers = numbers
    self.period = period
    self.community = community
    self.customer = customer
    self.areDrafts = areDrafts
  }
}

/// Reads documents one after the other, some hundred at a time: by community, customer, meter and period.
public func forEachBill(
  _ selection: BillSelection, on connection: Connection, _ body: (BillDocument) throws -> Void
) throws {
  let keys = try connection.query(
    "billing/bill_keys", selection.period, selection.community, selection.customer, selection.numbers,
    selection.areDrafts
  ).map { BillKey($0) }
  for start in stride(from: 0, to: keys.count, by: pageSize) {
    for bill in try bills(keys[start..<min(start + pageSize, keys.count)], on: connection) { try body(bill) }
  }
}

private let pageSize = 500

private struct BillKey {
  let community, customer, meter: Int64
  let month: LocalDay
  let document: String
  let number: String?

  init(_ row: Rows.Row) {
    community = row.int64("community_id")
    customer = row.int64("customer_id")
    meter = row.int64("meter_id")
    month = row.day("first_day")!
    document = row.text("document")
    number = row.optional("invoice")
  }
}

private func bills(_ keys: ArraySlice<BillKey>, on connection: Connection) throws -> [BillDocument] {
  let places = (
    communities: keys.map(\.community), customers: keys.map(\.customer), meters: keys.map(\.meter),
    months: keys.map(\.month), documents: keys.map(\.document), numbers: keys.map(\.number)
  )
  func rows(_ name: String) throws -> Rows {
    try connection.query(
      name, places.communities, places.customers, places.meters, places.months, places.documents, places.numbers)
  }
  let page = try rows("billing/bill_page")
  guard page.count == keys.count else { throw PlainFailure(.busy, "bills changed while they were read") }
  var bills = page.map { BillDocument($0) }
  for row in try rows("billing/bill_lines") { bills[row.int("place") - 1].add(row) }
  for row in try rows("billing/bill_vat") {
    let vat = BillDocument.VAT(
      rate: row.decimal("vat_rate"), base: row.decimal("base_eur"), amount: row.decimal("vat_eur"))
    bills[row.int("place") - 1].vat.append(vat)
  }
  let history = try connection.query(
    "billing/bill_history", places.communities, places.customers, places.meters, places.months,
    page.map { $0.optional("issued_at") })
  for row in history {
    let month = BillDocument.Month(
      month: row.day("month")!, drawn: row.decimal("drawn_kwh"), shared: row.decimal("shared_kwh"),
      fedIn: row.decimal("fed_in_kwh"))
    bills[row.int("place") - 1].history.append(month)
  }
  for row in try connection.query("billing/bill_credits", places.communities, places.numbers) {
    let credit = BillDocument.Credit(document: row.text("credit"), amount: row.decimal("amount_eur"))
    bills[row.int("place") - 1].credits.append(credit)
  }
  for index in bills.indices { bills[index].history.append(bills[index].ownMonth) }
  return bills
}

extension BillDocument {
  fileprivate init(_ row: Rows.Row) {
    self.init(
      kind: Kind(rawValue: row.text("document"))!, number: row.optional("invoice"),
      corrects: row.optional("corrects").map { ($0, row.day("corrected_on")!) },
      period: Period(row.day("first_day")!, row.day("end_day")!)!, issuedOn: row.day("issued_on"),
      dueOn: row.day("due_on"), community: row.text("community"), communityName: row.text("community_name"),
      meter: row.text("meter"), seller: Seller(row), buyer: Buyer(row), contracts: [], lines: [], vat: [],
      net: row.decimal("net_eur"), vatAmount: row.decimal("vat_eur"), total: row.decimal("total_eur"),
      due: row.decimal("due_eur"), expected: row.int("expected_count"), present: row.int("present_count"),
      directDebit: row.optional("mandate").map { ($0, row.text("account")) })
  }

  fileprivate mutating func add(_ row: Rows.Row) {
    let contract = Contract(
      code: row.text("contract"), kind: row.text("contract_kind"), tariff: row.text("tariff"),
      deliveryPoint: row.optional("delivery_point"), powerKVA: row.optional("power_kva").flatMap { ExactDecimal($0) })
    if !contracts.contains(where: { $0.code == contract.code }) { contracts.append(contract) }
    lines.append(
      Line(
        number: row.int("line"), contract: contract.code, kind: Line.Kind(rawValue: row.text("kind"))!,
        tariffPeriod: row.text("tariff_period"), aboveKWh: row.decimal("above_kwh"),
        days: Period(row.day("first_day")!, row.day("end_day")!)!, isEstimated: row.bool("estimated"),
        regularises: row.optional("regularises"), quantity: row.decimal("quantity"), unit: row.text("unit"),
        unitPrice: row.decimal("unit_price"), net: row.decimal("net_eur"), vatRate: row.decimal("vat_rate")))
  }

  /// The month's energy on the document's own lines.
  fileprivate var ownMonth: Month {
    func sum(_ kinds: Set<Line.Kind>) -> ExactDecimal {
      lines.filter { kinds.contains($0.kind) && period.start <= $0.days.start && $0.days.start < period.end }
        .reduce(0) { $0.adding($1.quantity) ?? $0 }
    }
    return Month(
      month: period.start, drawn: sum([.energy, .community]), shared: sum([.community]),
      fedIn: sum([.feedIn, .communityFeedIn]).negated)
  }
}

extension BillDocument.Seller {
  /// Nil when the community has no seller.
  fileprivate init?(_ row: Rows.Row) {
    guard let code = row.optional("seller"), let name = row.optional("seller_name") else { return nil }
    self.init(
      code: code, name: name, street: row.text("street"), postcode: row.text("postcode"), city: row.text("city"),
      country: row.text("country"), legalForm: row.optional("legal_form"), siren: row.optional("siren"),
      vatNumber: row.optional("vat_number"), email: row.optional("email"), phone: row.optional("phone"),
      website: row.optional("website"), iban: row.optional("iban"), bic: row.optional("bic"),
      creditorID: row.optional("creditor_id"), complaints: row.optional("complaints"),
      mediator: row.optional("mediator"), latePercent: row.optional("late_percent").flatMap { ExactDecimal($0) })
  }
}

extension BillDocument.Buyer {
  fileprivate init(_ row: Rows.Row) {
    self.init(
      code: row.text("customer"), name: row.text("buyer_name"), country: row.text("buyer_country"),
      address: row.optional("buyer_address"), postcode: row.optional("buyer_postcode"),
      city: row.optional("buyer_city"),
      siren: row.optional("buyer_siren"), vatNumber: row.optional("buyer_vat_number"),
      email: row.optional("buyer_email"), language: row.text("language"))
  }
}

extension Rows.Row {
  /// An amount or a quantity, exactly as PostgreSQL says it.
  func decimal(_ name: String) -> ExactDecimal { ExactDecimal(text(name)) ?? 0 }
}
