import Documents
import Grid

/// The lines of a bill, by contract and stretch of days; taxes apart, and what corrects earlier documents last.
extension BillPDF {
  mutating func addLines() {
    let mark = words.language.decimalMark
    var table = PDFTable(
      [
        .init(words("Désignation", "Description"), left: 0, right: 204),
        .init(words("Quantité", "Quantity"), left: 208, right: 262, .decimal(mark: mark)),
        .init("", left: 266, right: 314),
        .init(words("Prix unitaire HT (€)", "Unit price excl. VAT (€)"), left: 318, right: 384, .decimal(mark: mark)),
        .init(words("TVA", "VAT"), left: 390, right: 418, .right),
        .init(words("Montant HT (€)", "Net (€)"), left: 424, right: Frame.width, .right),
      ], headingStyle: Style.smallStrong, accent: Self.accent, padding: 3)
    let groups = self.groups
    for group in groups { add(group, to: &table, withSum: groups.count > 1) }
    flow.add(table)
    flow.page.rule(x: Frame.left, y: flow.y + 2, width: Frame.width, thickness: 0.8, Self.accent)
    flow.y += 18
  }

  /// Lines of one contract, or of one contract in an earlier document that they correct.
  private struct Group {
    let contract: String
    let regularises: String?
    var lines: [BillDocument.Line] = []
  }

  /// In the order of the lines, corrections of earlier documents behind.
  private var groups: [Group] {
    var groups: [Group] = []
    for line in bill.lines {
      let at = groups.firstIndex { $0.contract == line.contract && $0.regularises == line.regularises }
      if at == nil { groups.append(Group(contract: line.contract, regularises: line.regularises)) }
      groups[at ?? groups.count - 1].lines.append(line)
    }
    return groups.filter { $0.regularises == nil } + groups.filter { $0.regularises != nil }
  }

  private func add(_ group: Group, to table: inout PDFTable, withSum: Bool) {
    let sum = group.lines.reduce(ExactDecimal(0)) { $0.adding($1.net) ?? $0 }
    var heading = [heading(of: group), "", "", "", "", withSum ? words.amount(shown(sum)) : ""]
    table.rows.append(
      .init(heading, Style.strong, above: table.rows.isEmpty ? 2 : 9, keepsWithNext: true))
    if let details = details(of: group) {
      heading = [details, "", "", "", "", ""]
      table.rows.append(.init(heading, Style.small, .quiet, above: -5, keepsWithNext: true))
    }
    let charges = group.lines.filter { $0.kind != .tax }
    let taxes = group.lines.filter { $0.kind == .tax }
    let stretches = charges.reduce(into: [Period]()) { if !$0.contains($1.days) { $0.append($1.days) } }
    let isCut = stretches.count > 1 || stretches.first.map { $0 != bill.period } ?? false
    for days in stretches {
      if isCut { addSubheading(capitalized(words.days(days)), to: &table) }
      for line in charges where line.days == days { table.rows.append(row(line)) }
    }
    guard !taxes.isEmpty else { return }
    addSubheading(words("Taxes et contributions", "Taxes and levies"), to: &table)
    for line in taxes {
      table.rows.append(row(line, suffix: line.days == bill.period ? "" : ", \(words.days(line.days))"))
    }
  }

  private func addSubheading(_ text: String, to table: inout PDFTable) {
    table.rows.append(.init([text, "", "", "", "", ""], Style.small, Self.accent, above: 2, keepsWithNext: true))
  }

  private func row(_ line: BillDocument.Line, suffix: String = "") -> PDFTable.Row {
    .init(
      [
        words.name(of: line) + suffix, words.quantity(shown(line.quantity), of: line.unit),
        words.unit(line.unit, of: line.quantity),
        words.unitPrice(line.unitPrice, of: line.unit), words.language.percent(line.vatRate),
        words.amount(shown(line.net)),
      ], Style.body, isRuled: true)
  }

  private func heading(of group: Group) -> String {
    if let number = group.regularises {
      return words("Régularisation de la facture \(number)", "Adjustment of invoice \(number)")
    }
    let isProduction = contract(group.contract)?.kind == "production"
    return isProduction
      ? words("Production – contrat \(group.contract)", "Production – contract \(group.contract)")
      : words("Consommation – contrat \(group.contract)", "Consumption – contract \(group.contract)")
  }

  private func details(of group: Group) -> String? {
    guard let contract = contract(group.contract) else { return nil }
    guard group.regularises == nil else {
      return words(
        "Contrat \(group.contract), d’après les relevés reçus depuis",
        "Contract \(group.contract), by readings received since")
    }
    var parts = [words("Tarif \(contract.tariff)", "Tariff \(contract.tariff)")]
    if let power = contract.powerKVA {
      parts.append(
        words("puissance souscrite ", "subscribed power ") + words.language.number(power, places: 0...3) + "\u{A0}kVA")
    }
    if let point = contract.deliveryPoint { parts.append(words("point de livraison ", "delivery point ") + point) }
    return parts.joined(separator: " · ")
  }

  private func contract(_ code: String) -> BillDocument.Contract? { bill.contracts.first { $0.code == code } }

  private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
