import Grid

/// Hands over a cumulative value: the index itself, and its difference to the one before as the energy of the interval.
struct CSVIndexWriter {
  /// The word of a read before which the register may have begun again at zero; view `grid.register_delta` knows it.
  static let resetWord = "gridctl-reset"

  let row: CSVRow
  let value: CSVMapping.Value
  let column: Int
  let channels: (value: Int32, negative: Int32, index: Int32)

  /// - Parameters:
  ///   - number: The index, not below zero.
  ///   - previous: The last index of the file; nil: this is its first.
  ///   - isBad: The interval is not believed, the index is.
  func take(
    _ number: ExactDecimal, after previous: (instant: Int64, value: ExactDecimal)?, isBad: Bool,
    of meter: CSVMeter, _ mapping: CSVMapping, _ sink: any ReadingSink, _ remarks: CSVRemarks
  ) throws {
    var before = previous
    if before == nil, let known = try sink.last(of: channels.index, before: row.span.end) {
      // One that was known before counts when the row's interval begins with it.
      if row.span.start.map({ $0 >= known.instant && !mapping.gap.isExceeded(by: $0 - known.instant) }) ?? true {
        before = (known.instant, ExactDecimal(mantissa: known.value, scale: known.scale))
      }
    }
    guard let before else {
      // A dump of the time before may come later, and say more than this index.
      try keep(number, isReset: isReset(from: row.span.start), sink)
      remarks.add(
        .first,
        "reading \(row.number) (line \(row.line)) of meter \(meter.code), register \(value.name), has no index before it: "
          + "its energy is not known")
      return
    }
    guard row.span.end > before.instant else {
      // Between reads that were subtracted already: the index is one all the same.
      try keep(number, isReset: isReset(from: row.span.start), sink)
      guard !isBad else { return }
      return try sink.reject(
        DecodeFault(
          .overlap, line: row.line, column: column + 1, text: row.text,
          note:
            "reading \(row.number) of meter \(meter.code) is of \(Instant(seconds: row.span.end)), the index before it of "
            + "\(Instant(seconds: before.instant)): an index is subtracted in the order of time; 'reads' come in any order"
        ))
    }
    let from = row.span.start ?? before.instant
    let step = try difference(number, before.value, from: from, meter, remarks)
    try keep(number, isReset: step.isReset, sink)
    guard !isBad else { return }
    guard !mapping.gap.isExceeded(by: from - before.instant) else {
      return try sink.reject(
        DecodeFault(
          .indexGap, line: row.line, column: column + 1, text: row.text,
          note:
            "reading \(row.number) of meter \(meter.code) starts at \(Instant(seconds: from)), the index before it is of "
            + "\(Instant(seconds: before.instant)): the difference is the energy of more than its interval"))
    }
    try row.put(step.energy.mantissa, scale: step.energy.scale, from: from, into: channels.value, sink)
  }

  /// Hands over the index; of one that began again the reads alone would only say that it fell.
  private func keep(_ number: ExactDecimal, isReset: Bool, _ sink: any ReadingSink) throws {
    var row = self.row
    if isReset { row.quality = try sink.number(of: Quality(row.grade, raw: Self.resetWord)) }
    try row.read(number, into: channels.index, sink)
  }

  /// - Returns: The energy, and whether the index began again at zero.
  /// - Throws: A `BadRow` when the index fell and may not.
  private func difference(
    _ number: ExactDecimal, _ before: ExactDecimal, from start: Int64, _ meter: CSVMeter, _ remarks: CSVRemarks
  ) throws -> (energy: ExactDecimal, isReset: Bool) {
    let scale = max(number.scale, before.scale)
    guard let new = number.mantissa(scale: scale), let old = before.mantissa(scale: scale) else {
      throw BadRow(code: .notANumber, field: column, text: "the index has too many digits")
    }
    // Neither is below zero.
    if new >= old { return (ExactDecimal(mantissa: new - old, scale: scale), false) }
    let place = "reading \(row.number) (line \(row.line)) of meter \(meter.code), register \(value.name)"
    if isReset(from: start) {
      remarks.add(.reset, "the index began again at zero: \(place)")
      return (number, true)
    }
    if let digits = value.rolloverDigits {
      let range = Int128(ExactDecimal.powers[digits]) * Int128(ExactDecimal.powers[min(scale, 18)])
      let rest = Int128(new) + range - Int128(old)
      // More than half of all that it can count is rather a fall than a turn.
      if rest >= 0, rest * 2 < range, let mantissa = Int64(exactly: rest) {
        remarks.add(.rollover, "the index turned over: \(place)")
        return (ExactDecimal(mantissa: mantissa, scale: scale), false)
      }
    }
    throw BadRow(
      code: .indexDecrease, field: column,
      text: "the index of meter \(meter.code) falls between reading \(row.number - 1) and reading \(row.number)",
      hint: "Does it begin again at some time of the day, or turn over? Say so with 'reset' or 'rollover_digits'.")
  }

  /// Whether the interval starts, where that is known, or ends when the register may begin again.
  private func isReset(from start: Int64?) -> Bool {
    switch value.reset {
    case .never: return false
    case .always: return true
    case .window(let first, let last):
      var walls = [row.span.end + row.span.endOffset]
      if let start { walls.append(start + row.span.startOffset) }
      return walls.contains { wall in
        let time = wall.quotientAndRemainder(flooringBy: 86_400).remainder * 1000
        return first <= last ? (first...last).contains(time) : time >= first || time <= last
      }
    }
  }
}
