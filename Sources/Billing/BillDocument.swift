import Documents
import Grid

/// Everything that stands on an invoice, a credit note or a self-billed document: PDF, XML, journal and exports are made of it.
///
/// Amounts are EUR with two decimals, seen from the seller: what the customer owes is positive. So a credit note, a
/// self-billed document and feed-in are negative; forms that show them the other way round turn the sign.
public struct BillDocument: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case invoice
    case creditNote = "credit_note"
    case selfBilled = "self_billed"
    case selfBilledCredit = "self_billed_credit"

    /// UNTDID 1001: 380, 381, 389, 261.
    public var typeCode: Int {
      switch self {
      case .invoice: 380
      case .creditNote: 381
      case .selfBilled: 389
      case .selfBilledCredit: 261
      }
    }
  }

  /// Who sells, as printed on the day of issue.
  public struct Seller: Sendable {
    public var code, name, street, postcode, city, country: String
    public var legalForm, siren, vatNumber, email, phone, website: String?
    public var iban, bic, creditorID: String?
    public var complaints, mediator: String?
    /// Yearly interest on late payments, percent.
    public var latePercent: ExactDecimal?

    public init(
      code: String, name: String, street: String, postcode: String, city: String, country: String = "FR",
      legalForm: String? = nil, siren: String? = nil, vatNumber: String? = nil, email: String? = nil,
      phone: String? = nil, website: String? = nil, iban: String? = nil, bic: String? = nil, creditorID: String? = nil,
      complaints: String? = nil, mediator: String? = nil, latePercent: ExactDecimal? = nil
    ) {
      self.code = code
      self.name = name
      self.street = street
      self.postcode = postcode
      self.city = city
      self.country = country
      self.legalForm = legalForm
      self.siren = siren
      self.vatNumber = vatNumber
      self.email = email
      self.phone = phone
      self.website = website
      self.iban = iban
      self.bic = bic
      self.creditorID = creditorID
      self.complaints = complaints
      self.mediator = mediator
      self.latePercent = latePercent
    }
  }

  /// Who buys, as it was at issue.
  public struct Buyer: Sendable {
    public var code, name, country: String
    /// Street, or the whole address where postcode and city are not given apart.
    public var address, postcode, city, siren, vatNumber, email: String?
    /// `fr` or `en`.
    public var language: String

    public init(
      code: String, name: String, country: String = "FR", address: String? = nil, postcode: String? = nil,
      city: String? = nil, siren: String? = nil, vatNumber: String? = nil, email: String? = nil, language: String = "fr"
    ) {
      self.code = code
      self.name = name
      self.country = country
      self.address = address
      self.postcode = postcode
      self.city = city
      self.siren = siren
      self.vatNumber = vatNumber
      self.email = email
      self.language = language
    }
  }

  public struct Contract: Sendable {
    public var code: String
    /// `consumption` or `production`.
    public var kind: String
    public var tariff: String
    public var deliveryPoint: String?
    public var powerKVA: ExactDecimal?

    public init(
      code: String, kind: String, tariff: String, deliveryPoint: String? = nil, powerKVA: ExactDecimal? = nil
    ) {
      self.code = code
      self.kind = kind
      self.tariff = tariff
      self.deliveryPoint = deliveryPoint
      self.powerKVA = powerKVA
    }
  }

  public struct Line: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      case standingCharge = "standing_charge"
      case power, energy, community
      case feedIn = "feed_in"
      case communityFeedIn = "community_feed_in"
      case tax
    }
    public var number: Int
    public var contract: String
    public var kind: Kind
    /// The tariff's name of the energy period, `HP`; of a tax its code.
    public var tariffPeriod: String
    /// The block of a month's kWh that begins above this; 0 where there are none.
    public var aboveKWh: ExactDecimal
    public var days: Period
    public var isEstimated: Bool
    /// The earlier document whose line this one takes back or replaces.
    public var regularises: String?
    /// kWh; months for a standing charge; kVA × months for power. Negative for feed-in and what is taken back.
    public var quantity: ExactDecimal
    /// `kWh`, `month` or `kVA`.
    public var unit: String
    /// EUR without VAT, up to 6 decimals.
    public var unitPrice: ExactDecimal
    public var net: ExactDecimal
    /// Percent.
    public var vatRate: ExactDecimal

    public init(
      number: Int, contract: String, kind: Kind, tariffPeriod: String = "", aboveKWh: ExactDecimal = 0, days: Period,
      isEstimated: Bool = false, regularises: String? = nil, quantity: ExactDecimal, unit: String,
      unitPrice: ExactDecimal, net: ExactDecimal, vatRate: ExactDecimal
    ) {
      self.number = number
      self.contract = contract
      self.kind = kind
      self.tariffPeriod = tariffPeriod
      self.aboveKWh = aboveKWh
      self.days = days
      self.isEstimated = isEstimated
      self.regularises = regularises
      self.quantity = quantity
      self.unit = unit
      self.unitPrice = unitPrice
      self.net = net
      self.vatRate = vatRate
    }
  }

  public struct VAT: Sendable {
    /// Percent.
    public var rate: ExactDecimal
    public var base, amount: ExactDecimal

    public init(rate: ExactDecimal, base: ExactDecimal, amount: ExactDecimal) {
      self.rate = rate
      self.base = base
      self.amount = amount
    }
  }

  /// Energy of one month as it was billed when this document was issued.
  public struct Month: Sendable, Equatable {
    /// First day of the month.
    public var month: LocalDay
    /// kWh drawn, from the grid and from the community, and of these from the community.
    public var drawn, shared: ExactDecimal
    /// kWh fed in, positive.
    public var fedIn: ExactDecimal

    public init(month: LocalDay, drawn: ExactDecimal, shared: ExactDecimal, fedIn: ExactDecimal) {
      self.month = month
      self.drawn = drawn
      self.shared = shared
      self.fedIn = fedIn
    }
  }

  /// A credit that was set off against this invoice at issue.
  public struct Credit: Sendable {
    public var document: String
    /// Positive.
    public var amount: ExactDecimal

    public init(document: String, amount: ExactDecimal) {
      self.document = document
      self.amount = amount
    }
  }

  public var kind: Kind
  /// As printed: F2025-000001; nil for a draft.
  public var number: String?
  /// The document that this one takes back or replaces, and its date.
  public var corrects: (number: String, issuedOn: LocalDay)?
  public var period: Period
  public var issuedOn, dueOn: LocalDay?
  /// Code and name.
  public var community, communityName: String
  public var meter: String
  public var seller: Seller?
  public var buyer: Buyer
  public var contracts: [Contract]
  public var lines: [Line]
  public var vat: [VAT]
  public var net, vatAmount, total: ExactDecimal
  /// Credits set off, and what stays to be paid; 0 when the total is negative.
  public var credits: [Credit]
  public var due: ExactDecimal
  /// Intervals of the contracts' days, and those of them with readings.
  public var expected, present: Int
  /// The billed months, ascending, the last one this document's; 13 at most, so that the first is last year's month.
  public var history: [Month]
  /// Masked account and mandate when the due amount will be collected.
  public var directDebit: (mandate: String, account: String)?

  public init(
    kind: Kind, number: String?, corrects: (number: String, issuedOn: LocalDay)? = nil, period: Period,
    issuedOn: LocalDay?, dueOn: LocalDay?, community: String, communityName: String, meter: String, seller: Seller?,
    buyer: Buyer, contracts: [Contract], lines: [Line], vat: [VAT], net: ExactDecimal, vatAmount: ExactDecimal,
    total: ExactDecimal, credits: [Credit] = [], due: ExactDecimal, expected: Int, present: Int, history: [Month] = [],
    directDebit: (mandate: String, account: String)? = nil
  ) {
    self.kind = kind
    self.number = number
    self.corrects = corrects
    self.period = period
    self.issuedOn = issuedOn
    self.dueOn = dueOn
    self.community = community
    self.communityName = communityName
    self.meter = meter
    self.seller = seller
    self.buyer = buyer
    self.contracts = contracts
    self.lines = lines
    self.vat = vat
    self.net = net
    self.vatAmount = vatAmount
    self.total = total
    self.credits = credits
    self.due = due
    self.expected = expected
    self.present = present
    self.history = history
    self.directDebit = directDebit
  }
}
