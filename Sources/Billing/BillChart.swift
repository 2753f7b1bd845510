import Documents
import Grid

/// The energy of the last twelve billed months as columns, with the comparison that they invite in words.
struct BillChart {
  private let words: BillWords
  private let type: PDFTypesetter
  /// First days of the twelve months.
  private let months: [LocalDay]
  private let history: [LocalDay: BillDocument.Month]
  /// Whether it shows what was fed in, not what was drawn.
  private let isProduction: Bool
  private let sentences: PDFText

  private static let plotHeight = 62.0
  private static let width = 227.0

  /// Height of title, columns, names of the months, legend and words.
  var height: Double { 26 + Self.plotHeight + 18 + (hasLegend ? 14 : 0) + sentences.height }

  private var hasLegend: Bool { !isProduction && months.contains { history[$0].map { $0.shared > 0 } ?? false } }

  /// Nil when nothing was billed in the bill's month, or no energy in all of them.
  init?(_ bill: BillDocument, _ words: BillWords, _ type: PDFTypesetter) {
    let end = bill.period.start.startOfMonth
    let history = Dictionary(bill.history.map { ($0.month, $0) }) { $1 }
    guard let last = history[end] else { return nil }
    self.words = words
    self.type = type
    self.history = history
    months = (0..<11).reduce(into: [end]) { months, _ in
      months.append(months.last!.advanced(by: -1).startOfMonth)
    }.reversed()
    isProduction = bill.kind.isSelfBilled || bill.history.allSatisfy { $0.drawn == 0 }
    let values = bill.history.map { [isProduction] in isProduction ? $0.fedIn : $0.drawn }
    guard values.contains(where: { $0 > 0 }) else { return nil }
    sentences = type.paragraph(
      Self.sentences(last, lastYear: history[Self.yearBefore(end)], isProduction: isProduction, words),
      BillPDF.Style.small, width: Self.width)
  }

  func draw(on page: inout PDFPage, x: Double, y: Double, width: Double) {
    let title =
      isProduction
      ? words("Votre production injectée, en kWh", "Your feed-in, in kWh")
      : words("Votre consommation, en kWh", "Your consumption, in kWh")
    page.put(type.line(title, BillPDF.Style.smallStrong), x: x, baseline: y + 9)
    let base = y + 26 + Self.plotHeight
    let step = width / Double(months.count)
    let greatest = months.compactMap { history[$0] }.map(total).max() ?? 0
    // Where the figures are too wide to stand beside one another, the last and the greatest say enough.
    let isCrowded = type.line(figure(greatest), BillPDF.Style.tiny).width > step - 1
    for (index, month) in months.enumerated() {
      let left = x + Double(index) * step
      let isLast = index == months.count - 1
      let style = isLast ? PDFStyle(6.5, .bold) : BillPDF.Style.tiny
      let colour = isLast ? PDFColour.ink : .quiet
      page.put(
        type.line(words.shortMonth(month), style), x: left + step / 2, baseline: base + 9, anchor: .middle, colour)
      guard let values = history[month] else { continue }
      drawColumn(values, of: greatest, on: &page, x: left + step * 0.18, base: base, width: step * 0.64)
      guard isLast || !isCrowded || total(values) == greatest else { continue }
      page.put(
        type.line(figure(total(values)), style), x: left + step / 2,
        baseline: base - Self.length(total(values), of: greatest) - 3, anchor: .middle, colour)
    }
    page.rule(x: x, y: base, width: width, .quiet)
    if hasLegend { drawLegend(on: &page, x: x, y: base + 23) }
    page.put(sentences, x: x, baseline: y + height - sentences.height + sentences.baseline, .quiet)
  }

  private func figure(_ value: ExactDecimal) -> String { words.language.number(value, places: 0...0) }

  private func drawColumn(
    _ values: BillDocument.Month, of greatest: ExactDecimal, on page: inout PDFPage, x: Double, base: Double,
    width: Double
  ) {
    let whole = Self.length(total(values), of: greatest)
    let shared = isProduction ? 0 : min(whole, Self.length(values.shared, of: greatest))
    page.fill(x: x, y: base - whole, width: width, height: whole - shared, BillPDF.accent)
    page.fill(x: x, y: base - shared, width: width, height: shared, Self.light)
  }

  private func drawLegend(on page: inout PDFPage, x: Double, y: Double) {
    var left = x
    for (colour, text) in [
      (Self.light, words("de la communauté", "from the community")),
      (BillPDF.accent, words("du réseau", "from the grid")),
    ] {
      let label = type.line(text, BillPDF.Style.tiny)
      page.fill(x: left, y: y - 5, width: 6, height: 6, colour)
      page.put(label, x: left + 9, baseline: y, .quiet)
      left += label.width + 24
    }
  }

  private static let light = PDFColour(.navy, strength: 0.35)

  private func total(_ month: BillDocument.Month) -> ExactDecimal { isProduction ? month.fedIn : month.drawn }

  /// Points of a column.
  private static func length(_ value: ExactDecimal, of greatest: ExactDecimal) -> Double {
    value > 0 ? plotHeight * value.double / greatest.double : 0
  }

  private static func yearBefore(_ month: LocalDay) -> LocalDay {
    LocalDay(year: month.civil.year - 1, month: month.civil.month, day: 1)!
  }

  private static func sentences(
    _ month: BillDocument.Month, lastYear: BillDocument.Month?, isProduction: Bool, _ words: BillWords
  ) -> String {
    let name = words.month(month.month)
    let value = isProduction ? month.fedIn : month.drawn
    var text =
      isProduction
      ? words("\(words.energy(value)) injectés en \(name).", "\(words.energy(value)) fed in during \(name).")
      : words("\(words.energy(value)) consommés en \(name)", "\(words.energy(value)) used in \(name)")
    if !isProduction {
      if month.shared.rounded(to: 0) > 0 {
        let shared = words.energy(month.shared)
        text += words(", dont \(shared) venus de la communauté", ", \(shared) of it from the community")
      }
      text += "."
      if month.fedIn.rounded(to: 0) > 0 {
        let fedIn = words.energy(month.fedIn)
        text += words(" \(fedIn) injectés.", " \(fedIn) fed in.")
      }
    }
    guard let lastYear else { return text }
    return text + " " + comparison(value, with: isProduction ? lastYear.fedIn : lastYear.drawn, lastYear.month, words)
  }

  /// `C’est 12 % de moins qu’en avril 2024 (355 kWh).`
  private static func comparison(
    _ value: ExactDecimal, with before: ExactDecimal, _ month: LocalDay, _ words: BillWords
  ) -> String {
    let name = words.month(month)
    let energy = words.energy(before)
    guard before > 0 else { return "" }
    let difference = ExactDecimal(unscaled: value.rounded(to: 3).unscaled - before.rounded(to: 3).unscaled, scale: 3)
    let percent = difference.divided(by: before, places: 2).map { ExactDecimal(unscaled: $0.unscaled, scale: 0) } ?? 0
    guard percent != 0 else {
      return words("Autant qu’en \(name) (\(energy)).", "As much as in \(name) (\(energy)).")
    }
    let size = words.language.percent(ExactDecimal(unscaled: percent.unscaled.magnitude, scale: 0))
    return percent > 0
      ? words("C’est \(size) de plus qu’en \(name) (\(energy)).", "That is \(size) more than in \(name) (\(energy)).")
      : words("C’est \(size) de moins qu’en \(name) (\(energy)).", "That is \(size) less than in \(name) (\(energy)).")
  }
}
