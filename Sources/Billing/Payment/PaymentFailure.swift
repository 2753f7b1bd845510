import Grid

/// Money cannot be asked for, or a bank's message cannot be entered.
public enum PaymentFailure: Failure {
  case unknownMessage(String)
  case unknownSeller(String)
  case severalSellers([String])
  case incompleteSeller(String, missing: String)
  /// No business day, or too near; the next possible one.
  case impossibleDay(LocalDay, next: LocalDay)
  /// The bank has said something of the message.
  case answered(String)
  /// It was taken back, so its invoices may be in another message.
  case withdrawn(String)
  case unreadable(file: String, problem: String)
  case otherMessage(file: String)
  /// No entry of the file has the reference that was to be assigned.
  case unknownReference(String, file: String)

  public var status: ExitStatus {
    switch self {
    case .unknownMessage, .unknownSeller, .unknownReference: .noInput
    case .severalSellers, .impossibleDay: .usage
    case .incompleteSeller: .configuration
    case .answered, .withdrawn, .unreadable, .otherMessage: .dataRefused
    }
  }

  public var message: String {
    switch self {
    case .unknownMessage(let name): "there is no message '\(name)'"
    case .unknownSeller(let code): "there is no seller '\(code)'"
    case .severalSellers(let codes): "several sellers have something to collect: \(codes.joined(separator: ", "))"
    case .incompleteSeller(let code, let missing): "seller '\(code)' has no valid \(missing)"
    case .impossibleDay(let day, _): "nothing can be collected on \(day)"
    case .answered(let name): "the bank has answered to '\(name)', so it was sent"
    case .withdrawn(let name): "'\(name)' was withdrawn"
    case .unreadable(let file, let problem): "\(file) is no well-formed bank message: \(problem)"
    case .otherMessage(let file): "\(file) is neither a status report (pain.002) nor a statement (camt.053)"
    case .unknownReference(let reference, let file):
      "no entry of \(file) has the reference '\(IBAN.masked(in: reference))'"
    }
  }

  public var hint: String? {
    switch self {
    case .unknownMessage: "Messages are named as 'gridctl bill collect' named them, DD2025-12."
    case .unknownSeller, .incompleteSeller: "Give it with 'gridctl import sellers'."
    case .severalSellers: "A message is one seller's: run it for each with --seller."
    case .impossibleDay(_, let next): "Banks work on business days and want one day's notice: \(next) is the next one."
    case .answered: "Only a message that was never sent can be withdrawn."
    case .withdrawn: "Its invoices are open, or in a later message: see 'gridctl bill open'."
    case .unreadable: "Fetch it from the bank again; nothing of it was entered."
    case .unknownReference: "Write it as 'gridctl bill payments' shows it when it cannot enter it."
    case .otherMessage: "Banks offer both in XML of ISO 20022."
    }
  }
}
