import Decode
import Foundation
import Grid

/// Turns the lines of a native dump into readings: splits, checks against the registry, puts them into open days.
struct RowReader {
  /// What became of a line.
  enum Outcome {
    case loaded
    /// The same values for the same interval stood in the dump before.
    case repeated
    /// Loaded over other values of an earlier line, which the text names.
    case replaced(String)
    /// - Parameter field: The field at fault, from 0; nil when the whole line is.
    case rejected(RowFault, field: Int?)
  }

  let layout: Layout
  /// The value columns, in the order of the store's vectors.
  let valueColumns: [Layout.Column]
  private let valueFields: [Int]
  private let meterField: Int
  private let timestampField: Int
  private let table: MeterTable
  private let communityID: Int64?
  private let asOf: Int64
  private let checksBalance: Bool
  private var fields = Fields()
  private var values: [WrittenEnergy]
  private var lastStamp = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)
  private var lastStampLength = 0
  private var lastInstant: Int64 = 0
  /// End of the interval that was in the future last.
  private(set) var lastEnd = Instant(seconds: 0)

  /// - Parameters:
  ///   - communityID: Whose dump it is; nil: any community's meters may be in it.
  ///   - asOf: Intervals that end after it are in the future.
  init(_ layout: Layout, table: MeterTable, communityID: Int64?, asOf: Instant) {
    self.layout = layout
    self.table = table
    self.communityID = communityID
    self.asOf = asOf.seconds
    meterField = layout.columns.firstIndex(of: .meter)!
    timestampField = layout.columns.firstIndex(of: .timestamp)!
    valueFields = layout.columns.indices.filter { layout.columns[$0]?.isValue ?? false }
    valueColumns = valueFields.map { layout.columns[$0]! }
    values = Array(repeating: WrittenEnergy(milliWh: 0, isWhole: true), count: valueFields.count)
    checksBalance = Set(valueColumns).count == Layout.Column.allCases.count - 2
  }

  func close() {
    fields.close()
    lastStamp.deallocate()
  }

  /// Reads one line.
  @inline(__always)
  mutating func read(_ line: UnsafeRawBufferPointer, into store: inout DayStore) throws -> Outcome {
    guard fields.split(line, at: layout.separator) else { return .rejected(.openQuote, field: nil) }
    guard fields.count == layout.columns.count else {
      return .rejected(fields.count < layout.columns.count ? .missingField : .extraField, field: nil)
    }
    let code = fields[meterField]
    guard code.count > 0 else { return .rejected(.emptyMeter, field: meterField) }
    let meter = table.index(of: code)
    guard meter >= 0 else { return .rejected(.unknownMeter, field: meterField) }
    if let fault = readInstant() { return .rejected(fault, field: timestampField) }
    let instant = lastInstant
    let interval = table.meters[Int(meter)].interval
    guard instant + Int64(interval) <= asOf else {
      lastEnd = Instant(seconds: instant + Int64(interval))
      return .rejected(.future, field: timestampField)
    }
    var position = store.currentDay(of: meter, at: instant)
    if position < 0 {
      switch table.place(instant, of: meter, in: communityID) {
      case .failure(let fault):
        return .rejected(fault.fault, field: fault.fault == .foreignMeter ? meterField : timestampField)
      case .success(let (communityID, day)):
        guard (instant - day.start) % Int64(interval) == 0 else { return .rejected(.offGrid, field: timestampField) }
        position = try store.open(meter, interval: interval, communityID: communityID, day: day)
      }
    }
    let elapsed = Int32(truncatingIfNeeded: instant - store.days[position].start)
    let (slot, rest) = elapsed.quotientAndRemainder(dividingBy: interval)
    // A day that is no multiple of the interval, as with a clock change of half an hour, ends in a part that is off the grid.
    guard rest == 0, Int(slot) < store.days[position].slotCount else {
      return .rejected(.offGrid, field: timestampField)
    }
    if let (fault, field) = readValues(limit: table.meters[Int(meter)].limitMilliWh) {
      return .rejected(fault, field: field)
    }
    return put(slot: Int(slot), position: position, into: &store)
  }

  @inline(__always)
  private mutating func readInstant() -> RowFault? {
    let stamp = fields[timestampField]
    if stamp.count > 0, stamp.count == lastStampLength,
      memcmp(stamp.baseAddress!, lastStamp.baseAddress!, stamp.count) == 0
    {
      return nil
    }
    return parseInstant(stamp)
  }

  private mutating func parseInstant(_ stamp: UnsafeRawBufferPointer) -> RowFault? {
    lastStampLength = 0
    guard let instant = Instant.parse(stamp) else {
      let text = String(decoding: stamp, as: UTF8.self).replacing(" ", with: "T", maxReplacements: 1)
      let isLocal = Instant("\(text)Z") != nil
      return isLocal ? .noOffset : .badTimestamp
    }
    guard stamp.count <= lastStamp.count else { return .badTimestamp }
    lastInstant = instant.seconds
    lastStamp.copyMemory(from: stamp)
    lastStampLength = stamp.count
    return nil
  }

  @inline(__always)
  private mutating func readValues(limit: Int64) -> (RowFault, Int?)? {
    for (column, field) in valueFields.enumerated() {
      if let fault = parseEnergy(fields[field], comma: layout.allowsDecimalComma, into: &values[column]) {
        return (fault, field)
      }
      let milliWh = values[column].milliWh
      if milliWh < 0, valueColumns[column] != .battery { return (.negative, field) }
      if milliWh.magnitude > UInt64(limit) { return (.aboveLimit, field) }
    }
    if checksBalance, !isBalanced { return (.energyBalance, nil) }
    return nil
  }

  /// import − export = consumption − production − battery (which is positive when it discharges), as far as five values
  /// that were rounded each on its own can tell: half a unit each.
  private var isBalanced: Bool {
    var sums: [Layout.Column: Int64] = [:]
    for (column, value) in zip(valueColumns, values) { sums[column] = value.milliWh }
    let difference = sums[.imported]! - sums[.exported]! - (sums[.consumed]! - sums[.produced]! - sums[.battery]!)
    return 2 * abs(difference) <= 5 * (values.allSatisfy(\.isWhole) ? 1000 : 1)
  }

  @inline(__always)
  private mutating func put(slot: Int, position: Int, into store: inout DayStore) -> Outcome {
    for value in values where !value.isWhole && store.days[position].exponent == 0 {
      guard store.refine(position) else { return .rejected(.tooPrecise, field: nil) }
    }
    let day = store.days[position]
    let unit: Int64 = day.exponent == 0 ? 1000 : 1
    let cell = day.values + slot
    var isRepeated = true
    var isReplaced = false
    for (column, value) in values.enumerated() {
      let old = cell[column * day.slotCount]
      guard let new = Int32(exactly: value.milliWh / unit) else { return .rejected(.tooPrecise, field: nil) }
      if old != new {
        isRepeated = false
        if old != missing { isReplaced = true }
      }
    }
    if isRepeated { return .repeated }
    let note = isReplaced ? describe(cell, of: day) : nil
    for (column, value) in values.enumerated() {
      cell[column * day.slotCount] = Int32(truncatingIfNeeded: value.milliWh / unit)
    }
    return note.map { .replaced($0) } ?? .loaded
  }

  /// The values of a slot, as `replaces consumed_wh 42, produced_wh 0`.
  private func describe(_ cell: UnsafeMutablePointer<Int32>, of day: OpenDay) -> String {
    let old = valueColumns.enumerated().map { column, name in
      "\(name.rawValue) \(cell[column * day.slotCount])" + (day.exponent == 0 ? "" : "e\(day.exponent)")
    }
    return "replaces \(old.joined(separator: ", "))"
  }
}
