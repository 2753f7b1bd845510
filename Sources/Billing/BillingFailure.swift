import Grid

/// Bills cannot be made or issued.
public enum BillingFailure: Failure {
  case notAMonth(Period)
  case unknownCommunity(String)
  case unknownInvoice(String)
  /// The version's energy periods do not cover the day exactly once.
  case windows(tariff: String, validFrom: LocalDay, problem: String)
  case intervalsDiffer(meter: Int64, day: LocalDay)
  case tooEarly(Period, date: LocalDay)
  case laterIssue(date: LocalDay, latest: LocalDay)
  /// A failure while one community was billed; those before it are done.
  indirect case community(String, any Failure)

  public var status: ExitStatus {
    switch self {
    case .notAMonth: .usage
    case .unknownCommunity, .unknownInvoice: .noInput
    case .windows: .configuration
    case .intervalsDiffer, .tooEarly, .laterIssue: .dataRefused
    case .community(_, let failure): failure.status
    }
  }

  public var message: String {
    switch self {
    case .notAMonth(let period): "bills are made by the month, and \(period) is not one"
    case .unknownCommunity(let code): "there is no community '\(code)'"
    case .unknownInvoice(let number): "there is no invoice '\(number)'"
    case .windows(let tariff, let validFrom, let problem): "tariff '\(tariff)' from \(validFrom): \(problem)"
    case .intervalsDiffer(let meter, let day): "registers of meter number \(meter) have different intervals on \(day)"
    case .tooEarly(let period, let date): "\(period) cannot be issued on \(date): it has not ended"
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
    case .unknownInvoice: "List the invoices with 'gridctl bill list'."
    case .windows: "Each minute of the day belongs to one energy period; correct it with 'gridctl import tariffs'."
    case .intervalsDiffer: "Was the meter exchanged within the day? Load that day again with one interval."
    case .tooEarly: "Issue it when the month is over."
    case .laterIssue: "Numbers follow dates: issue with a later --as-of."
    case .community(_, let failure): failure.hint
    }
  }
}

/// Why a contract was not billed; nothing of its customer's month at that meter is.
public struct BillFinding: Sendable, Equatable {
  public let contract: String
  /// `no-tariff-version`, `no-feed-in-price` or `no-membership`.
  public let code: String
  public let text: String
}
