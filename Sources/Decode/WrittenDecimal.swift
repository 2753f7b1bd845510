/// A number in a field of a dump: exact, or what is wrong with it. Nothing of it is rounded.
enum WrittenDecimal: Equatable {
  case value(ExactDecimal)
  case fault(RowFault)

  var number: ExactDecimal? { if case .value(let number) = self { number } else { nil } }

  /// Parses `330`, `-1.5`, `12,5`, `1e3`: at most 18 digits that count and 9 decimals.
  static func parse(_ text: UnsafeRawBufferPointer) -> WrittenDecimal {
    guard !text.isEmpty else { return .fault(.emptyValue) }
    var at = text[0] == 0x2D || text[0] == 0x2B ? 1 : 0
    let isNegative = text[0] == 0x2D
    var digits = Digits()
    var hasMark = false
    var hasDigit = false
    while at < text.count {
      let byte = text[at]
      if byte &- 0x30 < 10 {
        hasDigit = true
        guard digits.add(byte &- 0x30, isDecimal: hasMark) else { return .fault(hasMark ? .tooPrecise : .notANumber) }
      } else if byte == 0x2E || byte == 0x2C, !hasMark {
        hasMark = true
      } else {
        break
      }
      at += 1
    }
    guard hasDigit, !hasMark || text[at - 1] &- 0x30 < 10 else { return .fault(.notANumber) }
    if at < text.count {
      guard let exponent = exponent(text, from: at) else { return .fault(.notANumber) }
      digits.scale -= exponent
    }
    return digits.parsed(isNegative: isNegative)
  }

  /// `e3`, `E-05`, to the end of the text.
  private static func exponent(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard text[start] | 0x20 == 0x65, start + 1 < text.count else { return nil }
    var at = start + 1
    let isNegative = text[at] == 0x2D
    if isNegative || text[at] == 0x2B { at += 1 }
    guard at < text.count, text.count - at <= 3 else { return nil }
    var value = 0
    while at < text.count {
      guard text[at] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(text[at] &- 0x30)
      at += 1
    }
    return isNegative ? -value : value
  }

  /// Digits met so far; zeros that may turn out to be the last ones of the decimals wait.
  private struct Digits {
    var mantissa: Int64 = 0
    var scale = 0
    private var waiting = 0

    mutating func add(_ digit: UInt8, isDecimal: Bool) -> Bool {
      if isDecimal, digit == 0 {
        waiting += 1
        return true
      }
      guard waiting < 18 else { return false }
      for _ in 0..<waiting { guard multiply() else { return false } }
      scale += waiting
      waiting = 0
      guard multiply() else { return false }
      mantissa += Int64(digit)
      if isDecimal { scale += 1 }
      return true
    }

    private mutating func multiply() -> Bool {
      guard mantissa < 100_000_000_000_000_000 else { return false }
      mantissa *= 10
      return true
    }

    func parsed(isNegative: Bool) -> WrittenDecimal {
      var result = self
      guard mantissa != 0 else { return .value(ExactDecimal(mantissa: 0, scale: 0)) }
      while result.scale < 0 {
        guard result.multiply() else { return .fault(.notANumber) }
        result.scale += 1
      }
      while result.scale > 0, result.mantissa % 10 == 0 {
        result.mantissa /= 10
        result.scale -= 1
      }
      guard result.scale <= 9 else { return .fault(.tooPrecise) }
      return .value(ExactDecimal(mantissa: isNegative ? -result.mantissa : result.mantissa, scale: result.scale))
    }
  }

  /// A number of a spreadsheet, which stores 6.329 as `6.3289999999999997`: rounded to the 15 digits that it shows,
  /// half away from zero, without an exponent. Text that is no such number is returned as it is.
  static func shown(_ text: String) -> String {
    var digits: [UInt8] = []
    var point: Int?
    var rest = text.utf8[...]
    let isNegative = rest.first == 0x2D
    if isNegative { rest.removeFirst() }
    while let byte = rest.first, byte == 0x2E || byte &- 0x30 < 10 {
      if byte == 0x2E {
        guard point == nil else { return text }
        point = digits.count
      } else {
        digits.append(byte &- 0x30)
      }
      rest.removeFirst()
    }
    var exponent = 0
    if let mark = rest.first {
      guard mark | 0x20 == 0x65, let value = Int(String(rest.dropFirst()) ?? ""), abs(value) < 30 else { return text }
      exponent = value
    }
    guard !digits.isEmpty, digits.count < 40 else { return text }
    var whole = (point ?? digits.count) + exponent
    while digits.first == 0, digits.count > 1 {
      digits.removeFirst()
      whole -= 1
    }
    if digits.count > 15 {
      let up = digits[15] >= 5
      digits.removeSubrange(15...)
      var at = 14
      while up, at >= 0 {
        digits[at] += 1
        if digits[at] < 10 { break }
        digits[at] = 0
        at -= 1
      }
      if up, at < 0 {
        digits.insert(1, at: 0)
        whole += 1
      }
    }
    while digits.count < whole { digits.append(0) }
    while whole < 1 {
      digits.insert(0, at: 0)
      whole += 1
    }
    while digits.count > whole, digits.last == 0 { digits.removeLast() }
    let plain = digits.map { Character(UnicodeScalar($0 + 0x30)) }
    let decimals = plain[whole...]
    return (isNegative ? "-" : "") + String(plain[..<whole]) + (decimals.isEmpty ? "" : "." + String(decimals))
  }
}

extension ExactDecimal {
  /// The sum at the finer scale of both; nil where it does not fit.
  func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let scale = max(scale, other.scale)
    guard let a = mantissa(scale: scale), let b = other.mantissa(scale: scale) else { return nil }
    let (sum, isLong) = a.addingReportingOverflow(b)
    return isLong ? nil : ExactDecimal(mantissa: sum, scale: scale)
  }
}
