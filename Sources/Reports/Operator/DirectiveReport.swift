import Database
import Documents
import Grid

/// What devices were told in a period, from when until when, and whether it reached them.
public struct DirectiveReport {
  public let document: Document
  public let directiveCount: Int
  /// Not sent, and of no use any more.
  public let expiredCount: Int

  /// - Parameters:
  ///   - period: Local days of each community.
  ///   - community: Its code; nil: all.
  ///   - asOf: Later directives are not known.
  public init(
    period: Period, community: String?, asOf: Instant, language say: PrintLanguage, on connection: Connection
  ) throws {
    let rows = try connection.query("reports/directives", period, community, asOf)
    directiveCount = rows.count
    expiredCount = rows.count { $0.text("delivery") == "expired" }
    let title = say("Directives", fr: "Consignes") + ", \(period.title(in: say))"
    let sheet = Sheet(
      say("Directives", fr: "Consignes"), title: title,
      notes: [
        say(
          "A directive holds until it expires or a newer one of the device follows. Without one a device decides itself (AUTO).",
          fr:
            "Une consigne vaut jusqu’à son échéance ou la suivante de l’appareil. Sans consigne, l’appareil décide (AUTO)."
        ),
        say(
          "Delivered: its message was sent before it expired. Waiting: it may still be sent. Expired: it was not sent in time.",
          fr:
            "Remise : son message est parti avant l’échéance. En attente : il peut encore partir. Échue : pas partie à "
            + "temps."),
      ],
      columns: [
        Column(Headings(say: say).community), Column(say("Device", fr: "Appareil")),
        Column(say("From", fr: "De"), .localTime), Column(say("To", fr: "À"), .localTime),
        Column(say("Duration", fr: "Durée"), .duration), Column(say("State", fr: "État")),
        Column(say("Origin", fr: "Origine")), Column(say("Power W", fr: "Puissance W"), .integer),
        Column(say("Reason", fr: "Motif")),
        Column(
          say("Delivery", fr: "Remise"),
          highlight: .lights(
            good: delivery("delivered", say), watch: delivery("waiting", say), act: delivery("expired", say))),
        Column(say("Sent", fr: "Envoyée"), .localTime),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.word("community"), row.word("device"), row.clock("from_s", offset: "from_offset_s"),
            row.clock("to_s", offset: "to_offset_s"), try row.number("minutes"), row.word("state"),
            .text(
              row.text("origin") == "operator" ? say("operator", fr: "opérateur") : say("automatic", fr: "automatique")),
            try row.number("power_w"), row.word("reason"), .text(delivery(row.text("delivery"), say)),
            row.clock("sent_s", offset: "sent_offset_s"),
          ]
        }), frozenColumns: 2)
    document = Document(title, created: asOf.seconds, language: say, sheets: [sheet])
  }
}

private func delivery(_ word: String, _ say: PrintLanguage) -> String {
  switch word {
  case "delivered": say("delivered", fr: "remise")
  case "waiting": say("waiting", fr: "en attente")
  default: say("expired", fr: "échue")
  }
}
