import Grid

extension CSVMapping {
  /// Whether time runs backward in a dump that begins with these bytes: some row of a meter is older than the one ahead of
  /// it, and none is newer. Times that a clock shows twice decide nothing.
  func runsBackward(_ head: [UInt8], _ clock: StampClock) -> Bool {
    // A line that the end of the head cuts is not looked at.
    let whole = head.count < recognitionLength ? nil : head.lastIndex(of: 10).map { Array(head[...$0]) }
    guard var lines = try? CSVLines(MemorySource(whole ?? head), isDecreasing: false) else { return false }
    defer { lines.close() }
    // What is wrong with the header is told when the dump is read.
    guard let header = try? CSVReader.header(&lines, self, ""),
      let columns = try? CSVColumns(self, header: header, file: "")
    else { return false }
    var fields = Fields(limit: columns.greatest + 1)
    defer { fields.close() }
    var clock = clock
    let stamp = columns.end.isEmpty ? columns.start : columns.end
    // Rows of one meter may be of several registers, which follow each other.
    let keys = [columns.meter].compactMap(\.self) + columns.groups.compactMap(\.condition?.column)
    var last: [[[UInt8]]: ClosedRange<Int64>] = [:]
    var isFalling = false
    while let line = try? lines.next() {
      guard !line.allSatisfy({ $0 <= 0x20 }), !isComment(line), fields.split(line, at: separator),
        fields.count > columns.greatest,
        let reading = clock.parse(fields, stamp),
        case let instants = clock.instants(of: reading), let first = instants.first
      else { continue }
      let key = keys.map { Array(fields[$0]) }
      if let before = last[key] {
        if first > before.upperBound { return false }
        if instants.last! < before.lowerBound { isFalling = true }
      }
      last[key] = first...instants.last!
    }
    return isFalling
  }
}
