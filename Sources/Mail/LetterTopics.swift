import Documents
import Grid

/// What is said of each topic: a subject, and paragraphs.
extension LetterWords {
  typealias Text = (subject: String, paragraphs: [String])

  func autarky() throws -> Text {
    let isAutarkic = flag("autarky")
    let at = try time("at")
    guard try text("type") == "Client" else {
      let name = try text("name")
      let isStrict = optional("sense") == "strict"
      let state =
        switch (isAutarkic, isStrict) {
        case (true, true):
          say(
            "Since \(at), \(name) has drawn nothing from the grid.",
            fr: "Depuis le \(at), la communauté \(name) ne prend rien au réseau.")
        case (true, false):
          say(
            "Since \(at), \(name) has made at least as much electricity as it uses.",
            fr: "Depuis le \(at), la communauté \(name) produit au moins autant d'électricité qu'elle en consomme.")
        case (false, true):
          say(
            "Since \(at), \(name) has drawn electricity from the grid again.",
            fr: "Depuis le \(at), la communauté \(name) prend de nouveau de l'électricité au réseau.")
        case (false, false):
          say(
            "Since \(at), \(name) has used more electricity than it makes.",
            fr: "Depuis le \(at), la communauté \(name) consomme plus d'électricité qu'elle n'en produit.")
        }
      let advice =
        isAutarkic
        ? say(
          "This is a good time for what can be chosen: washing, charging, hot water.",
          fr: "C'est le bon moment pour ce qui peut se choisir : lessive, recharge, eau chaude.")
        : say(
          "What can wait is better run later.", fr: "Ce qui peut attendre sera mieux placé plus tard.")
      return (
        isAutarkic
          ? say("\(name) is self-sufficient", fr: "\(name) : la communauté est autonome")
          : say("\(name) is no longer self-sufficient", fr: "\(name) : la communauté n'est plus autonome"),
        [state, advice]
      )
    }
    let meter = try text("id")
    return isAutarkic
      ? (
        say("Your home is self-sufficient", fr: "Votre foyer est autonome"),
        [
          say(
            "Since \(at), your home (meter \(meter)) has drawn nothing from the grid.",
            fr: "Depuis le \(at), votre foyer (compteur \(meter)) ne prend rien au réseau.")
        ]
      )
      : (
        say("Your home is no longer self-sufficient", fr: "Votre foyer n'est plus autonome"),
        [
          say(
            "Since \(at), your home (meter \(meter)) has drawn electricity from the grid again.",
            fr: "Depuis le \(at), votre foyer (compteur \(meter)) prend de nouveau de l'électricité au réseau.")
        ]
      )
  }

  func malfunction() throws -> Text {
    // It is told when it is found; it may have begun long before.
    let (name, kind, at) = (try text("name"), try text("kind"), try time(optional("since") == nil ? "at" : "since"))
    let isMany = optional("meter_count") != nil
    let (whose, leurs) = isMany ? ("their", "leurs") : ("its", "ses")
    let what =
      switch kind {
      case "absence": say("no readings arrive", fr: "aucun relevé n'arrive")
      case "inconsistency": say("\(whose) readings contradict each other", fr: "\(leurs) relevés se contredisent")
      case "format": say("\(whose) readings cannot be read", fr: "\(leurs) relevés sont illisibles")
      default: kind
      }
    let subject = optional("subject").map { " (\($0))" } ?? ""
    guard !isMany else { return try manyMalfunctions(of: name, kind, "\(what)\(subject)", since: at) }
    let place =
      optional("meter").map { say("meter \($0) of \(name)", fr: "compteur \($0) de \(name)") }
      ?? optional("source").map { say("dumps \($0) of \(name)", fr: "envois \($0) de \(name)") } ?? name
    return (
      say("Malfunction: \(place)", fr: "Anomalie : \(place)"),
      [
        say(
          "Since \(at) something has been wrong with \(place): \(what)\(subject).",
          fr: "Anomalie depuis le \(at), \(place) : \(what)\(subject)."),
        say("Please have a look at it.", fr: "Merci d'aller voir."),
      ]
    )
  }

  /// Meters that fail in the same way at once: how many, since when, which; one letter instead of one a meter.
  private func manyMalfunctions(of name: String, _ kind: String, _ what: String, since at: String) throws -> Text {
    let count = try whole("meter_count")
    let members = optional("member_count")
    let place =
      members.map { say("\(count) of \($0) meters of \(name)", fr: "\(count) compteurs sur \($0) de \(name)") }
      ?? say("\(count) meters of \(name)", fr: "\(count) compteurs de \(name)")
    let latest =
      optional("latest") == nil
      ? "" : say(", the last of them since \(try time("latest"))", fr: ", le dernier depuis le \(try time("latest"))")
    let sentence =
      kind == "absence"
      ? say(
        "\(place) are silent since \(at)\(latest): \(what).",
        fr: "\(place) sont muets depuis le \(at)\(latest) : \(what).")
      : say(
        "Since \(at)\(latest) something has been wrong with \(place): \(what).",
        fr: "Anomalie depuis le \(at)\(latest), \(place) : \(what).")
    let meters = list("meters", "meter")
    let shown = meters.prefix(20).joined(separator: ", ")
    let rest = meters.count - 20
    return (
      say("Malfunction: \(place)", fr: "Anomalie : \(place)"),
      [
        sentence,
        rest > 0
          ? say("Meters: \(shown) and \(rest) more.", fr: "Compteurs : \(shown) et \(rest) autres.")
          : say("Meters: \(shown).", fr: "Compteurs : \(shown)."),
        members == nil
          ? say("Please have a look at them.", fr: "Merci d'aller voir.")
          : say(
            "So many at once: please look at what they have in common first, the head-end or the line.",
            fr: "Autant à la fois : merci de voir d'abord ce qu'ils ont en commun, la tête de réseau ou la liaison."),
      ]
    )
  }

  func demand() throws -> Text {
    let (demand, name) = (try text("demand"), try text("name"))
    let power = try say.number(
      ExactDecimal(unscaled: decimal("power_w").rounded(to: 0).unscaled, scale: 3), places: 0...3)
    let (start, end) = (try time("at"), try time("until"))
    let notice =
      flag("short_notice")
      ? [say("It was announced less than an hour before.", fr: "Elle a été annoncée moins d'une heure avant.")] : []
    return (
      say("Demand \(demand): \(power) kW from \(start)", fr: "Demande \(demand) : \(power) kW à partir du \(start)"),
      [
        say(
          "\(power) kW will be needed in \(name) from \(start) until \(end) (demand \(demand)).",
          fr: "\(power) kW seront nécessaires dans la communauté \(name) du \(start) au \(end) (demande \(demand)).")
      ] + notice
    )
  }

  func invoice() throws -> Text {
    let (number, month, total) = (try text("invoice"), try period("month"), try decimal("total_eur"))
    let issued = try day("issued_on")
    let from = optional("seller").map { say(" from \($0)", fr: " de \($0)") } ?? ""
    let what =
      switch try text("document") {
      case "credit_note": say("credit note", fr: "avoir")
      case "self_billed": say("self-billed invoice", fr: "autofacture")
      case "self_billed_credit": say("self-billed credit note", fr: "avoir d'autofacture")
      default: say("invoice", fr: "facture")
      }
    let due = try decimal("due_eur")
    let pay =
      due > 0
      ? say(
        "\(say.euros(due)) are to be paid by \(try day("due_on")); the document says how.",
        fr: "\(say.euros(due)) sont à payer au plus tard le \(try day("due_on")) ; le document dit comment.")
      : say("There is nothing to pay.", fr: "Il n'y a rien à payer.")
    return (
      say("Your \(what) \(number)\(from)", fr: "Votre \(what) \(number)\(from)"),
      [
        say(
          "Attached is your \(what) \(number) of \(issued) for \(month): \(say.euros(total)), VAT included.",
          fr:
            "Vous trouverez ci-joint votre \(what) \(number) du \(issued), période : \(month). Montant TTC : \(say.euros(total))."
        ),
        pay,
      ]
    )
  }

  func package() throws -> Text {
    let product =
      switch try text("product") {
      case "production": say("production", fr: "production")
      case "consumption_aggregated": say("aggregated consumption", fr: "consommation agrégée")
      case "consumption_detailed": say("detailed consumption", fr: "consommation détaillée")
      case "customer_transfer": say("a customer's own data", fr: "données propres d'un client")
      case let other: other
      }
    let grain =
      switch try text("grain") {
      case "quarter": say("quarter hours", fr: "quarts d'heure")
      case "hour": say("hours", fr: "heures")
      case "day": say("days", fr: "jours")
      case "month": say("months", fr: "mois")
      case let other: other
      }
    let (period, partner, count) = (try period("period"), try text("partner"), try whole("datapoints"))
    let withheld =
      try decimal("suppressed") > 0
      ? [
        try say(
          "\(whole("suppressed")) values were withheld: they would have told about single households.",
          fr: "\(whole("suppressed")) valeurs ont été retenues : elles en auraient dit trop sur certains foyers.")
      ] : []
    return (
      say("Your data: \(product), \(period)", fr: "Vos données : \(product), \(period)"),
      [
        say(
          "Attached is the package for \(partner): \(product), \(period), in \(grain), \(count) values.",
          fr:
            "Vous trouverez ci-joint le paquet pour \(partner) : \(product), \(period), par \(grain), \(count) valeurs."
        )
      ] + withheld + [
        say(
          "The package describes itself: datapackage.json lists its files, columns and checksums.",
          fr:
            "Le paquet se décrit lui-même : datapackage.json donne ses fichiers, ses colonnes et leurs sommes de contrôle."
        )
      ]
    )
  }
}
