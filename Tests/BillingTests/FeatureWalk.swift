import Foundation
import Grid
import Support

/// Bills the meters of `YearOfFeatures` instant by instant; shares no code with gridctl.
final class FeatureWalk {
  typealias Year = YearOfFeatures

  /// `meter community customer document kind period above first mWh-or-unit net VAT estimated`, lines that are not zero.
  private(set) var lines: [String] = []
  /// `meter community customer document month net VAT expected present`.
  private(set) var totals: [String] = []
  private let clocks = Year.zones.map { YearTests.Clock(zone: $0) }

  /// A stretch of a month under one contract, version and set of taxes.
  private struct Stretch {
    let contract: Year.Contract
    let isSale: Bool
    let version: Year.Version
    let first: String
    var days = 0
    /// mWh, by period: read and estimated; what of each was shared; how many intervals were known and missing.
    var energy: [String: [Int]] = [:]
    var shared: [String: [Int]] = [:]
    var known: [String: Int] = [:]
    var missing: [String: Int] = [:]
  }

  private struct Document {
    var bases: [Int: Int] = [:]
    var expected = 0
    var present = 0
  }

  func bill(_ meter: Year.Meter) {
    for month in 1...12 {
      for stay in meter.stays.indices { bill(meter, stay, "2025-\(padded(month, 2))") }
    }
  }

  private func bill(_ meter: Year.Meter, _ stay: Int, _ month: String) {
    let community = meter.stays[stay].community
    let days = clocks[community - 1].days.filter { $0.day.hasPrefix(month) }
    var stretches: [String: Stretch] = [:]
    var documents: [String: Document] = [:]
    for day in days where meter.stays.lastIndex(where: { $0.from <= day.day }) == stay && day.day < meter.end {
      var counted: Set<String> = []
      for (isSale, contracts) in [(false, meter.contracts), (true, meter.sales)] {
        guard let at = contracts.lastIndex(where: { $0.from <= day.day }) else { continue }
        let versions = Year.tariffs[contracts[at].tariff]!
        let version = versions.lastIndex { $0.from <= day.day }!
        let cut = cuts(of: versions[version]).filter { $0 <= day.day }.count
        let key = "\(isSale) \(at) \(version) \(cut)"
        let document = documentKey(meter, community, contracts[at])
        walk(
          day, meter, community,
          &stretches[
            key, default: Stretch(contract: contracts[at], isSale: isSale, version: versions[version], first: day.day)])
        guard counted.insert(document).inserted else { continue }
        for step in 0..<(day.minutes.count * 300 / meter.interval) {
          let e = day.start + step * meter.interval
          documents[document, default: Document()].expected += 1
          if meter.used(e) != nil, !meter.isEstimated(e) { documents[document]!.present += 1 }
        }
      }
    }
    for stretch in stretches.values {
      let key = documentKey(meter, community, stretch.contract)
      for (vat, net) in charge(stretch, key, monthDays: days.count) { documents[key]!.bases[vat, default: 0] += net }
    }
    for (key, document) in documents {
      let vat = document.bases.reduce(0) { $0 + rounded($1.key * $1.value, by: 10_000) }
      totals.append(
        "\(key) \(month) \(document.bases.values.reduce(0, +)) \(vat) \(document.expected) \(document.present)")
    }
  }

  private func documentKey(_ meter: Year.Meter, _ community: Int, _ contract: Year.Contract) -> String {
    "\(meter.code) C\(community) \(contract.customer) \(contract.isSelfBilled ? "self_billed" : "invoice")"
  }

  /// Days on which some tax of the version changes.
  private func cuts(of version: Year.Version) -> Set<String> {
    var names = Set(version.taxes)
    for case .tax(let name) in version.prices.map(\.vat) { names.insert(name) }
    for case .tax(let name)? in version.taxes.flatMap({ Year.taxes[$0]! }).map(\.vat) { names.insert(name) }
    return Set(names.flatMap { Year.taxes[$0]! }.map(\.from))
  }

  // MARK: Energy

  private func walk(
    _ day: (day: String, start: Int, minutes: [Int]), _ meter: Year.Meter, _ community: Int, _ stretch: inout Stretch
  ) {
    stretch.days += 1
    let date = LocalDay(day.day)!
    // 1970-01-01 was a Thursday.
    let (weekday, monthDay) = ((Int(date.number) + 3) % 7, Int(day.day.dropFirst(5).replacing("-", with: ""))!)
    let (colour, eve) = (Year.colour(Int(date.number)), Year.colour(Int(date.number) - 1))
    let slot = Year.slots[community - 1]
    let group = max(slot, meter.interval)
    var held: [String: [Int]] = [:]
    for step in 0..<(day.minutes.count * 300 / meter.interval) {
      let second = step * meter.interval
      let at = Year.Moment(
        monthDay: monthDay, weekday: weekday, minute: day.minutes[second / 300] + second % 300 / 60, colour: colour,
        eve: eve)
      let period = stretch.isSale ? stretch.version.fedIn(at) : stretch.version.drawn(at)
      if let used = meter.used(day.start + second) {
        let net = used - meter.made(day.start + second)
        let energy = max(0, stretch.isSale ? -net : net)
        let cell = meter.isEstimated(day.start + second) ? 1 : 0
        stretch.energy[period, default: [0, 0]][cell] += energy
        held[period, default: [0, 0]][cell] += energy
        stretch.known[period, default: 0] += 1
      } else {
        stretch.missing[period, default: 0] += 1
      }
      guard (second + meter.interval) % group == 0 else { continue }
      // A whole group: what was shared in it goes by what its periods hold.
      let sum = ((second + meter.interval - group) / slot + 1...(second + meter.interval) / slot).reduce(0) {
        sum, slot in
        sum + Year.shared(meter.number, day.start, slot: slot, isOut: stretch.isSale) * (community == 1 ? 1000 : 997)
      }
      share(sum, by: held, of: &stretch)
      held = [:]
    }
  }

  /// The largest remainder; ties go to the period that comes first in the alphabet, readings before estimates.
  private func share(_ sum: Int, by held: [String: [Int]], of stretch: inout Stretch) {
    guard
      stretch.version.prices.contains(where: { $0.component == (stretch.isSale ? "community_feed_in" : "community") })
    else { return }
    let total = held.values.joined().reduce(0, +)
    let whole = min(sum, total)
    guard whole > 0 else { return }
    var parts: [(period: String, cell: Int, floor: Int, rest: Int)] = []
    for (period, cells) in held.sorted(by: { $0.key < $1.key }) {
      for cell in 0...1 { parts.append((period, cell, whole * cells[cell] / total, whole * cells[cell] % total)) }
    }
    let left = whole - parts.reduce(0) { $0 + $1.floor }
    let lucky = parts.indices.sorted { (-parts[$0].rest, $0) < (-parts[$1].rest, $1) }.prefix(left)
    for (index, part) in parts.enumerated() {
      stretch.shared[part.period, default: [0, 0]][part.cell] += part.floor + (lucky.contains(index) ? 1 : 0)
    }
  }

  /// What is missing is the mean of its period, or of all where that has none, rounded half up.
  private func fill(_ stretch: inout Stretch) {
    let all = (stretch.energy.values.joined().reduce(0, +), stretch.known.values.reduce(0, +))
    let read = stretch.energy.mapValues { $0[0] + $0[1] }
    for (period, missing) in stretch.missing {
      let known = stretch.known[period] ?? 0
      let mean = known > 0 ? (read[period]!, known) : all
      stretch.energy[period, default: [0, 0]][1] += (2 * mean.0 * missing + mean.1) / (2 * mean.1)
    }
  }

  // MARK: Money

  private func charge(_ stretch: Stretch, _ key: String, monthDays: Int) -> [(vat: Int, net: Int)] {
    var stretch = stretch
    fill(&stretch)
    var sums: [(Int, Int)] = []
    func line(
      _ kind: String, _ period: String, _ above: Int, _ quantity: Int, _ shown: String, _ price: Int, per: Int,
      _ vat: Int, _ isEstimated: Bool
    ) {
      let net = rounded(price * quantity, by: per)
      if quantity != 0 {
        lines.append(
          "\(key) \(kind)\(period.isEmpty ? " " : " \(period)") \(above) \(stretch.first) \(shown) \(net) \(vat) \(isEstimated ? "t" : "f")"
        )
      }
      sums.append((vat, net))
    }
    func energy(_ kind: String, _ period: String, _ above: Int, _ mWh: Int, _ price: Int, _ vat: Int, _ cell: Int) {
      let signed = stretch.isSale ? -mWh : mWh
      line(kind, period, above, signed, "\(abs(mWh))", price, per: 10_000_000_000, vat, cell == 1)
    }
    let prices = stretch.version.prices
    var grid = [0, 0]
    var all = [0, 0]
    var neighbours: [String: [Int]] = [:]
    for (period, cells) in stretch.energy {
      var used = 0
      for cell in 0...1 {
        let shared = stretch.shared[period]?[cell] ?? 0
        let own = cells[cell] - shared
        all[cell] += cells[cell]
        grid[cell] += own
        neighbours[period, default: [0, 0]][cell] += shared
        let blocks = prices.filter { $0.component == (stretch.isSale ? "feed_in" : "energy") && $0.period == period }
          .sorted { $0.above < $1.above }
        for (index, price) in blocks.enumerated() {
          let from = limit(price.above, stretch.days, monthDays)
          let to = index + 1 < blocks.count ? limit(blocks[index + 1].above, stretch.days, monthDays) : Int.max
          let part = max(0, min(used + own, to) - max(used, from))
          energy(price.component, period, price.above, part, price.price, percent(price.vat, stretch.first), cell)
        }
        used += own
      }
    }
    let local = prices.filter { $0.component.hasPrefix("community") }
    for price in local {
      for cell in 0...1 {
        let mWh = neighbours.filter { local.count == 1 || $0.key == price.period }.reduce(0) { $0 + $1.value[cell] }
        energy(price.component, price.period, 0, mWh, price.price, percent(price.vat, stretch.first), cell)
      }
    }
    guard !stretch.isSale else { return sums }
    let power = stretch.contract.power
    for price in prices where price.component == "standing_charge" {
      let same = prices.filter { $0.component == "standing_charge" && $0.period == price.period }
      guard price.power * 1000 == (same.contains { $0.power * 1000 == power } ? power : 0) else { continue }
      line(
        price.component, price.period, 0, stretch.days, "month", price.price, per: monthDays * 10_000,
        percent(price.vat, stretch.first), false)
    }
    for price in prices where price.component == "power" {
      line(
        price.component, price.period, 0, stretch.days * power, "kVA", price.price, per: monthDays * 10_000_000,
        percent(price.vat, stretch.first), false)
    }
    for tax in stretch.version.taxes {
      let rate = Year.taxes[tax]!.last { $0.from <= stretch.first }!
      let vat = percent(rate.vat!, stretch.first)
      switch rate.unit {
      case "month": line("tax", tax, 0, stretch.days, "month", rate.rate, per: monthDays * 10_000, vat, false)
      case "kVA":
        line("tax", tax, 0, stretch.days * power, "kVA", rate.rate, per: monthDays * 10_000_000, vat, false)
      default:
        for cell in 0...1 { energy("tax", tax, 0, (rate.unit == "kWh" ? all : grid)[cell], rate.rate, vat, cell) }
      }
    }
    return sums
  }

  /// A block's kWh of a month as mWh of some of its days, to the Wh.
  private func limit(_ kWh: Int, _ days: Int, _ monthDays: Int) -> Int {
    rounded(kWh * 1000 * days, by: monthDays) * 1000
  }

  /// Hundredths of a percent.
  private func percent(_ vat: Year.VAT, _ day: String) -> Int {
    switch vat {
    case .rate(let rate): rate
    case .tax(let name): Year.taxes[name]!.last { $0.from <= day }!.rate / 10_000
    }
  }

  /// A quotient rounded to the nearest integer, half away from zero.
  private func rounded(_ value: Int, by divisor: Int) -> Int {
    let magnitude = (2 * abs(value) + divisor) / (2 * divisor)
    return value < 0 ? -magnitude : magnitude
  }
}
