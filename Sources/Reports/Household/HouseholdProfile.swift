import Documents
import Grid

/// What hours of the day use, by the wall clock: on the day on which clocks go back, the hour that comes twice counts twice.
struct HouseholdHours {
  /// mWh, and how many hours they are of; 24 elements.
  private(set) var sums = [Int64](repeating: 0, count: 24)
  private(set) var counts = [Int](repeating: 0, count: 24)
  /// The hour of the greatest use, the first of equals.
  private(set) var peak: (used: Int64, wall: Int64, offset: Int32)?

  init(_ days: [HouseholdDay]) {
    for day in days {
      for (hour, used) in day.usedByHour.enumerated() where used != MeterDay.missing {
        let (wall, offset) = day.clock(elapsed: hour * 3600)
        let clock = Int(wall / 3600 % 24)
        sums[clock] += used
        counts[clock] += 1
        if used > peak?.used ?? 0 { peak = (used, wall, offset) }
      }
    }
  }

  var total: Int64 { sums.reduce(0, +) }

  /// From 22:00 to 06:00.
  var night: Int64 { (sums[22...] + sums[..<6]).reduce(0, +) }

  /// mWh of a mean hour, rounded half up; nil when none is known.
  func mean(_ hour: Int) -> Int64? {
    counts[hour] == 0 ? nil : (2 * sums[hour] + Int64(counts[hour])) / Int64(2 * counts[hour])
  }

  /// The hour of the day that uses most on average, the first of equals; nil when nothing is used.
  var busiest: Int? {
    (0..<24).filter { (mean($0) ?? 0) > 0 }.max { (mean($0)!, -$0) < (mean($1)!, -$1) }
  }
}

/// When a household uses: a mean day by its hours.
struct HouseholdProfile {
  let page: HouseholdPage
  let words: HouseholdWords
  private let hours: HouseholdHours

  init(_ page: HouseholdPage, _ words: HouseholdWords) {
    self.page = page
    self.words = words
    hours = HouseholdHours(page.days)
  }

  /// Nil when nothing is used.
  var sheet: Sheet? {
    let say = words.say
    guard let busiest = hours.busiest else { return nil }
    let (at, mean) = (say("Hour of day", fr: "Heure du jour"), say("Mean kWh", fr: "Moyenne kWh"))
    let title = say("When: a mean day", fr: "Quand : une journée moyenne")
    var notes = [
      say(
        "Most is used in the hour from \(HouseholdWords.hour(busiest)); at night, from 22:00 to 06:00, "
          + "\(words.percent(hours.night, of: hours.total) ?? "–") of all.",
        fr:
          "On consomme le plus dans l’heure qui commence à \(HouseholdWords.hour(busiest)) ; la nuit, de 22:00 à 06:00, "
          + "\(words.percent(hours.night, of: hours.total) ?? "–") du total.")
    ]
    let unmetered = page.devices.count { !$0.isMetered }
    if !page.devices.contains(where: \.isMetered) {
      notes.append(
        say("No device has a meter of its own.", fr: "Aucun appareil n’a son propre compteur."))
    } else if unmetered > 0 {
      notes.append(
        say("Devices without a meter of their own: \(unmetered).", fr: "Appareils sans compteur propre : \(unmetered).")
      )
    }
    return Sheet(
      say("When", fr: "Quand"), title: title, notes: notes,
      columns: [
        Column(at), Column(mean, .kilowattHours, totals: [.sum]),
        Column(say("Share of use", fr: "Part"), .percent, totals: [.sum]), Column(say("Peak", fr: "Pointe")),
      ],
      rows: .list(
        (0..<24).map { hour in
          [
            .text(HouseholdWords.hour(hour)), kilowattHours(hours.mean(hour)), share(hours.sums[hour], of: hours.total),
            hour == busiest ? .text(say("peak", fr: "pointe")) : .empty,
          ]
        }),
      charts: [
        Chart(
          .column, say("Mean use by hour of the day", fr: "Consommation moyenne par heure du jour"), categories: at,
          series: [.init(mean, name: say("Mean", fr: "Moyenne"), colour: .teal)], valueTitle: "kWh", width: 900)
      ], page: Sheet.Page(landscape: false), frozenColumns: 1)
  }
}

/// What consumes most: the devices that have a meter of their own, and all the rest.
struct HouseholdDevices {
  let page: HouseholdPage
  let words: HouseholdWords

  init(_ page: HouseholdPage, _ words: HouseholdWords) {
    self.page = page
    self.words = words
  }

  /// Nil when no device is measured.
  var sheet: Sheet? {
    let say = words.say
    let total = page.total.used
    let measured = page.devices.filter(\.isMetered).map { device in
      (
        device: device, hours: HouseholdHours(device.days),
        span: device.days.reduce(into: HouseholdSpan()) { $0.add($1.span) }
      )
    }.sorted { ($1.span.used ?? -1, $0.device.name) < ($0.span.used ?? -1, $1.device.name) }
    guard !measured.isEmpty else { return nil }
    let rest = total.map { $0 - measured.reduce(0) { $0 + ($1.span.used ?? 0) } }
    let (name, used) = (say("Device", fr: "Appareil"), say("Used kWh", fr: "Consommé kWh"))
    let rows = measured.map { device, hours, span -> [Cell] in
      [
        .text(device.name), .text(words.device(device.kind)), kilowattHours(span.used), share(span.used, of: total),
        hours.busiest.map { .text(HouseholdWords.hour($0)) } ?? .empty,
        .integer(Int64(device.days.count)),
      ]
    }
    let others: [Cell] = [
      .text(say("everything else", fr: "tout le reste")), .empty, kilowattHours(rest), share(rest, of: total),
    ]
    return Sheet(
      say("Devices", fr: "Appareils"), title: say("What consumes most", fr: "Ce qui consomme le plus"),
      notes: [
        say(
          "Devices with a meter of their own. Most at: the hour of the day in which a device uses most.",
          fr: "Appareils qui ont leur propre compteur. Surtout à : l’heure du jour où l’appareil consomme le plus.")
      ]
        + (rest.map { $0 < 0 } == true
          ? [
            say(
              "The devices' meters count more than the household's: where either has gaps, or one measures something else.",
              fr:
                "Les compteurs des appareils comptent plus que celui du foyer : lacunes, ou l’un d’eux mesure autre chose."
            )
          ] : []),
      columns: [
        Column(name), Column(say("Kind", fr: "Genre")), Column(used, .kilowattHours, totals: [.sum]),
        Column(say("Share of use", fr: "Part"), .percent, totals: [.sum]), Column(say("Most at", fr: "Surtout à")),
        Column(say("Days known", fr: "Jours connus"), .integer),
      ],
      rows: .list(rows + [others]),
      charts: [
        Chart(
          .bar, say("Use by device", fr: "Consommation par appareil"), categories: name,
          series: [.init(used, name: say("Used", fr: "Consommé"), colour: .navy)], valueTitle: "kWh", width: 900,
          height: 110 + 34 * (rows.count + 1))
      ], page: Sheet.Page(landscape: false), frozenColumns: 1)
  }
}
