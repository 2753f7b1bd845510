import Documents
import Grid

/// The sums of a bill, and beside them what was used in a year.
extension BillPDF {
  mutating func addSums() {
    let rows = sums
    let height = rows.reduce(0) { $0 + $1.height }
    // A credit note tells nothing new of what was used.
    let isCredit = bill.kind == .creditNote || bill.kind == .selfBilledCredit
    let chart = isCredit ? nil : BillChart(bill, words, type)
    flow.require(max(height, chart?.height ?? 0))
    chart?.draw(on: &flow.page, x: Frame.left, y: flow.y, width: Frame.middle - Frame.left - 28)
    var y = flow.y
    for row in rows {
      if row.isRuled { flow.page.rule(x: Frame.middle, y: y + 2, width: Frame.half, thickness: 0.8, Self.accent) }
      let baseline = y + row.height - 6
      flow.page.put(type.line(row.label, row.style), x: Frame.middle, baseline: baseline, row.colour)
      flow.page.put(type.line(row.amount, row.style), x: Frame.right, baseline: baseline, anchor: .end, row.colour)
      y += row.height
    }
    flow.y = max(y, flow.y + (chart?.height ?? 0)) + 18
  }

  private struct Sum {
    var label, amount: String
    var style = Style.body
    var colour = PDFColour.ink
    var isRuled = false
    var height = 15.5
  }

  private var sums: [Sum] {
    let euros = words.language.euros
    var rows = [Sum(label: words("Total HT", "Total excl. VAT"), amount: euros(shown(bill.net)))]
    for vat in bill.vat {
      let rate = words.language.percent(vat.rate)
      let base = euros(shown(vat.base))
      rows.append(
        Sum(label: words("TVA \(rate) sur \(base)", "VAT \(rate) of \(base)"), amount: euros(shown(vat.amount))))
    }
    rows.append(
      Sum(
        label: words("Total TTC", "Total incl. VAT"), amount: euros(shown(bill.total)), style: Style.sum, isRuled: true,
        height: 21))
    for credit in bill.credits {
      rows.append(
        Sum(
          label: words("Crédit de \(credit.document)", "Credit from \(credit.document)"),
          amount: euros(credit.amount.negated)))
    }
    rows.append(
      Sum(
        label: credit == nil ? words("Net à payer", "Amount to pay") : creditLabel, amount: euros(credit ?? bill.due),
        style: Style.sum, colour: Self.accent, isRuled: !bill.credits.isEmpty, height: bill.credits.isEmpty ? 18 : 21))
    return rows
  }
}
