import Grid

/// Bills cannot be made or issued.
public enum BillingFailure: Failure {
  case notAMonth(Period)
  case unknownCommunity(String)
  case unknownInvoice(String)
  case nothingSelected
  case unknownTariff(String)
  case unknownCustomer(String)
  case intervalsDiffer(meter: Int64, day: LocalDay)
  case tooEarly(Period, date: LocalDay)
  case staleRegularisation(Period, customers: [String])
  case laterIssue(date: LocalDay, latest: LocalDay)
  /// A failure while one community was billed; those before it are done.
  indirect case community(String, any Failure)

  public var status: ExitStatus {
    switch self {
    case .notAMonth: .usage
    case .unknownCommunity, .unknownInvoice, .unknownTariff, .unknownCustomer, .nothingSelected: .noInput
    case .intervalsDiffer, .tooEarly, .staleRegularisation, .laterIssue: .dataRefused
    case .community(_, let failure): failure.status
    }
  }

  public var message: String {
    switch self {
    case .notAMonth(let period): "bills are made by the month, and \(period) is not one"
    case .unknownCommunity(let code): "there is no community '\(code)'"
    case .unknownInvoice(let number): "there is no invoice '\(number)'"
    case .nothingSelected: "there is no such bill"
    case .unknownTariff(let code): "there is no tariff '\(code)'"
    case .unknownCustomer(let code): "there is no customer '\(code)'"
    case .intervalsDiffer(let meter, let day): "registers of meter number \(meter) have different intervals on \(day)"
    case .tooEarly(let period, let date): "\(period) cannot be issued on \(date): it has not ended"
    case .staleRegularisation(let period, let customers):
      "drafts of \(period) have regularisations that changed since: customer '\(customers[0])'"
        + (customers.count > 1 ? " and \(customers.count - 1) more" : "")
    case .laterIssue(let date, let latest): "an invoice of \(latest) exists, so none can be issued on \(date)"
    case .community(let code, let failure): "community '\(code)': \(failure.message)"
    }
  }

  public var detail: String? {
    if case .community(_, let failure) = self { failure.detail } else { nil }
  }

  public var hint: String? {
    switch self {
    case .notAMonth: "Write a month as 2025-04."
    case .unknownCommunity: "Communities come from 'gridctl import communities'."
    case .unknownInvoice, .nothingSelected: "List the invoices with 'gridctl bill list'."
    case .unknownTariff: "Tariffs come from 'gridctl import tariffs'."
    case .unknownCustomer: "Customers come from 'gridctl import customers'."
    case .intervalsDiffer: "Was the meter exchanged within the day? Load that day again with one interval."
    case .tooEarly: "Issue it when the month is over."
    case .staleRegularisation(let period, _): "Make them again with 'gridctl bill run --period \(period)'."
    case .laterIssue: "Numbers follow dates: issue with a later --as-of."
    case .community(_, let failure): failure.hint
    }
  }
}

/// Why a contract was not billed; nothing of its customer's month at that meter is.
public struct BillFinding: Sendable, Equatable {
  public let contract: String
  /// `no-tariff-version`, `no-energy-price`, `no-feed-in-price`, `no-price`, `tariff-windows`, `no-calendar-day`,
  /// `not-allocated`, `negative-energy`, `no-membership`; of an issued month `invoice-differs` or `not-in-invoice`.
  public let code: String
  public let text: String
}
