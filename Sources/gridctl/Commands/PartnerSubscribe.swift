import Grid
import Partner

/// `gridctl partner subscribe`: enters what a partner gets again and again, or ends it.
struct PartnerSubscribe: Command {
  static let name = "partner subscribe"
  static let summary = "Enter what a partner gets again and again, or end it."
  static let options = [
    subscription, PartnerOptions.partner, PartnerOptions.product, PartnerOptions.communities, PartnerOptions.grain,
    every,
    email, from, until, Option.dryRun, .asOf,
  ]

  static let subscription = Option(
    "subscription", value: "code", help: "Code of the subscription; of a known one --until and --email can be changed.")
  static let every = Option("every", value: "window", help: "day | week | month: what one package covers.")
  static let email = Option("email", value: "address", help: "Where the packages go (the partner's).")
  static let from = Option("from", value: "day", help: "First local day (the day of the clock).")
  static let until = Option("until", value: "day", help: "First local day without it; it goes on without.")

  let subscription: String
  let isRehearsal: Bool
  private var terms = SubscriptionTerms()

  init(_ values: OptionValues) throws {
    subscription = try values.required(Self.subscription)
    isRehearsal = values.has(.dryRun)
    terms.product = try values.choice(PartnerOptions.product)
    terms.grain = try values.choice(PartnerOptions.grain)
    terms.every = try values.choice(Self.every)
    terms.email = values.text(Self.email)
    terms.from = try values.text(Self.from) == nil ? nil : values.day(Self.from)
    terms.until = try values.text(Self.until) == nil ? nil : values.day(Self.until)
  }

  func run(in session: Session) throws {
    let database = try session.database
    var terms = terms
    terms.partner = try session.values.text(PartnerOptions.partner).map { try session.partner($0).code }
    terms.communities = try session.communities(PartnerOptions.communities)
    let today = try session.today(in: nil)
    let enter = { try subscribe(subscription, terms, today: today, on: database) }
    let change = try isRehearsal ? database.rehearsal(enter) : enter()
    session.summarize("\(subscription) \(change)" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
