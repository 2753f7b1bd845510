import Database
import Documents
import Grid

/// How a malfunction is told to a technician: what was seen, and what can be done. Figures and places only, no reading.
struct MalfunctionWords {
  let say: PrintLanguage

  func kind(_ code: String) -> String {
    switch code {
    case "absence": say("absence", fr: "absence")
    case "inconsistency": say("inconsistency", fr: "incohérence")
    default: say("format", fr: "format")
    }
  }

  func urgency(_ code: String) -> String {
    switch code {
    case "high": say("high", fr: "haute")
    case "medium": say("medium", fr: "moyenne")
    default: say("low", fr: "basse")
    }
  }

  func evidence(_ row: Rows.Row) -> String {
    if row.text("kind") == "absence" {
      let last = row.optional("last")
      let (every, tolerated) = (length(row.int("every_s")), length(row.int("tolerated_s")))
      return
        (last.map { say("Last reading \($0)", fr: "Dernier relevé \($0)") }
        ?? say("No reading ever", fr: "Jamais de relevé"))
        + say(
          "; expected every \(every), \(tolerated) tolerated.",
          fr: " ; attendu toutes les \(every), \(tolerated) tolérées.")
    }
    if let count = row.optionalInt("verdict_count") {
      let (first, last) = (row.text("first_day"), row.text("last_day"))
      return first == last
        ? say(
          "\(count) \(count == 1 ? "finding" : "findings") on \(first).",
          fr: "\(count) \(count == 1 ? "constat" : "constats") le \(first).")
        : say("\(count) findings from \(first) to \(last).", fr: "\(count) constats du \(first) au \(last).")
    }
    let (file, dumps) = (row.text("file"), row.int("dump_count"))
    if let reason = row.optional("reason") {
      return dumps == 1
        ? say("Refused: \(reason).", fr: "Refusé : \(reason).")
        : say("\(dumps) dumps refused, the last: \(reason).", fr: "\(dumps) envois refusés, le dernier : \(reason).")
    }
    let (bad, read) = (row.int("row_count"), row.int("read_count"))
    let place = row.optional("line").map { "\(file):\($0)" } ?? file
    return say(
      "\(bad) of \(read) rows in \(dumps == 1 ? "1 dump" : "\(dumps) dumps"), e.g. \(place).",
      fr: "\(bad) lignes sur \(read) dans \(dumps) envoi\(dumps == 1 ? "" : "s"), p. ex. \(place).")
  }

  /// Words of seconds: `15 min`, `48 h`.
  private func length(_ seconds: Int) -> String {
    if seconds < 7200 { return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s" }
    return seconds % 3600 == 0 ? "\(seconds / 3600) h" : "\(seconds / 60) min"
  }

  func action(_ row: Rows.Row) -> String {
    switch (row.text("kind"), row.optional("subject") ?? "") {
    case ("absence", "") where row.optional("last") == nil:
      say(
        "Was it put into service? Check its number in the registry and in the dumps.",
        fr: "A-t-il été mis en service ? Vérifier son numéro dans le registre et dans les envois.")
    case ("absence", ""):
      say(
        "Check supply, modem and terminal on site.", fr: "Vérifier sur place l’alimentation, le modem et le terminal.")
    case ("absence", _):
      say(
        "Check the register's set-up and wiring; was the device taken away?",
        fr: "Vérifier le paramétrage et le câblage du registre ; l’appareil a-t-il été retiré ?")
    case (_, "unknown-meter"), (_, "foreign-meter"), (_, "outside-membership"), (_, "empty-meter"):
      say(
        "Compare the sender's meter numbers with the registry, then retry the rejects.",
        fr: "Comparer les numéros de l’expéditeur avec le registre, puis reprendre les refus.")
    case (_, "clock-outlier"), (_, "future"), (_, "off-grid"), (_, "bad-timestamp"), (_, "no-offset"):
      say(
        "Set the clock and the zone of meter or terminal.",
        fr: "Régler l’horloge et le fuseau du compteur ou du terminal.")
    case (_, "refused-dump"):
      say(
        "Ask the sender for the file again, in its usual form.", fr: "Redemander le fichier, dans sa forme habituelle.")
    case (_, "energy-balance"), (_, "plant-vs-sum"), (_, "register-vs-intervals"):
      say(
        "Check wiring, phases and transformer ratio; are all registers of the same meter?",
        fr: "Vérifier câblage, phases et rapport de transformation ; tous les registres sont-ils du même compteur ?")
    case (_, "negative"), (_, "pv-at-night"):
      say("Check direction and wiring of the meter.", fr: "Vérifier le sens et le câblage du compteur.")
    case (_, "above-limit"), (_, "over-capacity"), (_, "spike"):
      say(
        "Check unit, transformer ratio and the meter's limit in the registry.",
        fr: "Vérifier l’unité, le rapport de transformation et la limite du compteur dans le registre.")
    case (_, "conflicting-duplicate"), (_, "overlap"):
      say("Ask the sender why the same interval comes twice.", fr: "Demander pourquoi le même pas arrive deux fois.")
    case ("inconsistency", _):
      say("Read the meter on site and compare.", fr: "Relever le compteur sur place et comparer.")
    default:
      say(
        "Show the rows to the sender: gridctl rejects list.",
        fr: "Montrer les lignes à l’expéditeur : gridctl rejects list.")
    }
  }
}
