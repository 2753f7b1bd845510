import Grid

/// The words of Enedis' headers and fields.
enum EnedisWords {
  /// Lower case, accents taken off, in UTF-8 or Latin-1; blanks at both ends and quotes dropped.
  static func folded(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var lead: UInt8 = 0
    for byte in bytes {
      switch byte {
      case 0x41...0x5A: text.append(byte + 0x20)
      case 0x22: break
      case 0..<0x80: text.append(byte)
      // é, è, ê, É … are the only accents of these headers; U+FFFD stands for one that was lost.
      case 0xA8...0xAB where lead == 0xC3, 0x88...0x8B where lead == 0xC3: text.append(0x65)
      case 0xA0 where lead == 0xC2: text.append(0x20)
      case 0xBD where lead == 0xBF: text.append(0x65)
      case 0xC8...0xCB, 0xE8...0xEB: text.append(0x65)
      default: break
      }
      lead = byte
    }
    while text.first == 0x20 || text.first == 0x09 { text.removeFirst() }
    while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// The channel that a header means.
  ///
  /// - Parameters:
  ///   - kind: `Grandeur physique`: `Energie active`, `PA`, `EA`; others are told, not loaded.
  ///   - trade: `Grandeur metier`: `Consommation`, `CONS`, `Production`, `PROD`.
  static func channel(meter: String, kind: String, trade: String, unit: String) -> Channel {
    let word = folded(kind.utf8)
    let isActive =
      ["", "ea", "pa", "energie", "puissance", "energy", "power"].contains(word)
      || word.has("active") && !word.has("reactive") && !word.has("max")
    let direction = direction(trade)
    guard isActive, let direction, let quantity = quantity(unit) else {
      let name = [kind, trade].filter { !$0.isEmpty }.joined(separator: " ")
      return Channel(
        meter: meter, register: name.isEmpty ? "import" : name, unit: unit, quantity: .other, direction: nil)
    }
    return Channel(
      meter: meter, register: direction == .imported ? "import" : "export", unit: unit, quantity: quantity,
      direction: direction)
  }

  /// Consumption is what files mean that say nothing.
  static func direction(_ trade: String) -> Register? {
    let word = folded(trade.utf8)
    if word.has("prod") || word.has("inj") || word.has("reverse") { return .exported }
    return word.isEmpty || word.has("cons") || word.has("sout") || word.has("forward") ? .imported : nil
  }

  static func quantity(_ unit: String) -> Quantity? {
    switch folded(unit.utf8) {
    case "w", "watt", "watts": .power(milliW: 1000)
    case "kw": .power(milliW: 1_000_000)
    case "mw": .power(milliW: 1_000_000_000)
    case "wh": .energy(milliWh: 1000)
    case "kwh": .energy(milliWh: 1_000_000)
    case "mwh": .energy(milliWh: 1_000_000_000)
    default: nil
    }
  }

  /// The unit of `Valeur (en kWh)`.
  static func unit(inHeading heading: String) -> String {
    let words = heading.split { " ()[]".contains($0) }
    return words.last.map(String.init).flatMap { quantity($0) == nil ? nil : $0 } ?? ""
  }

  /// What `horodate ISO fin de pas` says of stamps.
  static func stamp(inHeading heading: String) -> DecodeOptions.Stamp? {
    if heading.has("fin de pas") || heading.has("fin du pas") { return .end }
    return heading.has("debut de pas") || heading.has("debut du pas") ? .start : nil
  }

  /// How far a point of R63, R4x or Data Connect is to be trusted, by the first word of its quality.
  static func quality(_ text: String) -> Quality {
    let grade: Quality.Grade? =
      switch text.prefix(while: { $0 != " " }) {
      // Real; raw, as a Linky measures; within, at the start or end of a cut, which is measured too.
      case "R", "B", "S", "T", "F", "G": .actual
      case "E": .estimated
      // Reconstructed at changes of the hour or the interval; calculated from other curves.
      case "H", "P", "K": .substituted
      case "C": .final
      case "D": .edited
      default: nil
      }
    return text == "R" ? .actual : Quality(grade ?? (text.isEmpty ? .actual : .unknown), raw: text)
  }

  /// The quality's text: the nature, and what else is said beyond "plausible" and "nothing".
  static func quality(nature: String, completion: String = "", likelihood: String = "", state: String = "") -> String {
    // The usual case, millions of times.
    if nature.utf8.count == 1, completion.isEmpty, likelihood.isEmpty || likelihood == "0",
      state.isEmpty || state == "0"
    {
      return nature
    }
    var words = [folded(nature.utf8) == "reel" ? "R" : nature]
    if !completion.isEmpty { words.append("tc=\(completion)") }
    if !likelihood.isEmpty, likelihood != "0" { words.append("iv=\(likelihood)") }
    if !state.isEmpty, state != "0" { words.append("ec=\(state)") }
    if words.count > 1, words[0].isEmpty { words[0] = "R" }
    return String(words.joined(separator: " ").prefix(40))
  }

  /// What replaces what: values that Enedis completed or corrected replace the raw ones.
  static func version(stage: String) -> Int64 {
    let word = folded(stage.utf8)
    return word.has("best") || word.has("corrig") ? 2 : word.has("complet") ? 1 : 0
  }

  /// A metering point as it is, where a spreadsheet was told to leave its digits alone: `="…"`, `'…`.
  static func meter(_ text: String) -> String {
    text.hasPrefix("=") || text.hasPrefix("'") ? text.filter { $0 != "=" && $0 != "'" && $0 != "\"" } : text
  }

  /// The metering point in a file's name: 14 digits in a row.
  static func meter(inName name: String) -> String? {
    let file = name.split(separator: "/").last ?? ""
    return file.split { !$0.isASCII || !$0.isNumber }.first { $0.count == 14 }.map(String.init)
  }
}

extension String {
  /// Whether it has a word in it. `contains` is Foundation's, which takes microseconds for the characters of languages.
  func has(_ word: String) -> Bool { utf8.contains(word.utf8) }
}
