import Grid

/// What Enedis, the operator of the French distribution grid, hands out: load curves and indices as CSV or workbook,
/// R63 flows, answers of the Data Connect interface, days as workbook.
public enum EnedisDecoder: Decoder {
  public static let formats: [DumpFormat] = [
    .enedisLoadCurve, .enedisIndex, .enedisR63, .dataConnect, .enedisDaily,
  ]

  public static func recognize(_ head: [UInt8]) -> DumpFormat? {
    // No other zip is a dump.
    if head.starts(with: [0x50, 0x4B, 3, 4]) { return .enedisDaily }
    guard let first = head.first(where: { $0 > 0x20 }) else { return nil }
    if first == 0x7B || first == 0x5B { return recognizeJSON(head) }
    return EnedisTable.recognize(head)
  }

  public static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink
  ) throws {
    let head = try peek(source)
    let whole = PeekedSource(head, source)
    if head.starts(with: [0x50, 0x4B]) {
      try Workbook.read(whole) { rows, since1904 in
        let table = try EnedisTable(source.name, format, options, sink, since1904: since1904)
        try rows { line, number, lost in
          for note in lost { try sink.reject(DecodeFault(.missingField, line: number, text: line, note: note)) }
          try table.take(line, number: number)
        }
        try table.finish()
      }
      return
    }
    if let found = recognize(head), found != format {
      throw Input.foreign(source.name, format, "record")
    }
    let first = head.first { $0 > 0x20 }
    if first == 0x7B || first == 0x5B {
      try EnedisJSON(whole, format, options, sink).read()
      return
    }
    var lines = LineReader(whole)
    defer { lines.close() }
    let table = try EnedisTable(source.name, format, options, sink, since1904: false)
    while let line = try lines.next() {
      if lines.isCut {
        try sink.reject(DecodeFault(.tooLong, line: lines.number, text: line))
      } else {
        try table.take(line, number: lines.number)
      }
    }
    try table.finish()
  }

  /// R64, indices by flow, has `codeFlux` too but no points.
  private static func recognizeJSON(_ head: [UInt8]) -> DumpFormat? {
    if contains(head, "\"interval_reading\"") || contains(head, "\"meter_reading\"") { return .dataConnect }
    if contains(head, "\"codeFlux\"") {
      let isR63 = contains(head, "\"R63")
      return isR63 ? .enedisR63 : nil
    }
    if contains(head, "\"grandeurPhysique\"") || contains(head, "\"idPrm\"") {
      guard contains(head, "\"points\"") else { return nil }
      return contains(head, "\"mesures\"") ? .enedisR63 : .dataConnect
    }
    let isError = contains(head, "\"error\"") && (contains(head, "\"error_description\"") || head.count < 1024)
    return isError ? .dataConnect : nil
  }

  static func contains(_ head: [UInt8], _ word: String) -> Bool {
    let word = Array(word.utf8)
    guard head.count >= word.count else { return false }
    return head.withUnsafeBytes { head in
      var from = 0
      while from + word.count <= head.count {
        guard let at = head[from...].firstIndex(of: word[0]), at + word.count <= head.count else { return false }
        if head[at..<at + word.count].elementsEqual(word) { return true }
        from = at + 1
      }
      return false
    }
  }
}
