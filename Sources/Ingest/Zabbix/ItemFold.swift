import Decode
import Grid

/// What values of an item say of the intervals of its meter, as lines of a dump.
struct ItemFold {
  private enum Kind {
    case power(PowerFold)
    case energy(EnergyFold)
    case index
    case level
  }

  /// Lines `meter,start,value,below zero`; of an index `meter,instant,value`.
  private(set) var lines: [UInt8] = []
  private(set) var lineCount = 0
  private var kind: Kind
  private let meter: String
  private let item: ZabbixItem
  /// First second of the interval that a second is in.
  private let edge: (Int64) -> Int64
  /// The last value that was taken, and of an index whether it was told.
  private var last: (clock: Int64, ns: Int64, value: ExactDecimal, isTold: Bool)?

  init(_ item: ZabbixItem, zone: String) {
    self.item = item
    meter = "\"\(item.meter.replacing("\"", with: "\"\""))\""
    let interval = item.interval
    var clock = LocalClock(zone: zone)
    edge = { second in
      let offset = clock?.offset(at: second) ?? 0
      return (second + offset).quotientAndRemainder(flooringBy: interval).quotient * interval - offset
    }
    switch item.quantity {
    case "power": kind = .power(PowerFold(interval: interval, hold: item.hold, milli: item.milli, edge: edge))
    case "energy": kind = .energy(EnergyFold(interval: interval, hold: item.hold, milli: item.milli, edge: edge))
    case "index": kind = .index
    default: kind = .level
    }
  }

  /// The mapping that the lines are read with.
  var mapping: String {
    let word = item.register.word
    func value(_ column: Int, _ register: String, _ more: String) -> String {
      #"{"column": \#(column), "register": "\#(register)", \#(more)}"#
    }
    let head = #"{"mapping": "zabbix", "header": false, "meter": 1, "stamp": "epoch_s""#
    switch kind {
    case .index:
      return #"\#(head), "end": 2, "values": [\#(value(3, word, #""unit": "\#(item.unit)", "quantity": "reads""#))]}"#
    case .level:
      return
        #"\#(head), "start": 2, "interval": \#(item.interval), "values": [\#(value(3, word, #""unit": "\#(item.unit)""#))]}"#
    case .power, .energy:
      var values = [value(3, word, #""unit": "Wh", "factor": 0.001"#)]
      if let negative = item.negative { values.append(value(4, negative.word, #""unit": "Wh", "factor": 0.001"#)) }
      return
        #"\#(head), "start": 2, "interval": \#(item.interval), "values": [\#(values.joined(separator: ", "))]}"#
    }
  }

  mutating func takeLines() -> [UInt8] {
    defer {
      lines.removeAll(keepingCapacity: true)
      lineCount = 0
    }
    return lines
  }

  /// Takes the next value; false when it is none.
  mutating func take(clock: Int64, ns: Int64, text: String) -> Bool {
    switch kind {
    case .power(var fold):
      guard let sample = Sample(clock: clock, ns: ns, text: text, factor: item.factor) else { return false }
      fold.take(sample) { put($0) }
      kind = .power(fold)
    case .energy(var fold):
      guard let sample = Sample(clock: clock, ns: ns, text: text, factor: item.factor), sample.value >= 0 else {
        return false
      }
      fold.take(sample) { put($0) }
      kind = .energy(fold)
    case .index, .level:
      guard let value = ExactDecimal(text)?.times(item.factor), value.mantissa >= 0,
        (0..<9_000_000_000).contains(clock), (0..<1_000_000_000).contains(ns)
      else { return false }
      if case .index = kind { takeIndex(clock, ns, value) } else { takeLevel(clock, ns, value) }
    }
    return true
  }

  /// What was below zero and has no register of its own is subtracted: a sum below zero is rejected by the loader.
  private mutating func put(_ interval: FoldedInterval) {
    let values =
      item.negative == nil
      ? "\(interval.positive - interval.negative),0" : "\(interval.positive),\(interval.negative)"
    write("\(interval.start),\(values)")
  }

  private mutating func write(_ text: String) {
    lines += "\(meter),\(text)\n".utf8
    lineCount += 1
  }

  /// Keeps of the reads the last one before and the first one behind the edges of intervals: what intervals are made of.
  private mutating func takeIndex(_ clock: Int64, _ ns: Int64, _ value: ExactDecimal) {
    guard let last, clock > last.clock else {
      if last == nil {
        write("\(clock),\(value.text)")
        self.last = (clock, ns, value, true)
      }
      return
    }
    var isTold = false
    if edge(clock) != edge(last.clock) || edge(clock) == clock {
      if !last.isTold { write("\(last.clock),\(last.value.text)") }
      write("\(clock),\(value.text)")
      isTold = true
    }
    self.last = (clock, ns, value, isTold)
  }

  /// The level at the end of an interval is the value that holds then.
  private mutating func takeLevel(_ clock: Int64, _ ns: Int64, _ value: ExactDecimal) {
    defer { last = (clock, ns, value, true) }
    guard let last, clock > last.clock else { return }
    let limit = min(clock, last.clock + item.hold)
    var end = edge(last.clock) + item.interval
    while end <= limit {
      let held = end == clock && ns == 0 ? value : last.value
      write("\(end - item.interval),\(held.text)")
      end += item.interval
    }
  }
}
