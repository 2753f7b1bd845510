import Grid

/// One register of one meter's local day.
struct BlockKey: Hashable {
  let communityID: Int64
  let meterID: Int64
  let register: Int16
  let day: LocalDay
}

/// What one dump says of a block; missing where it says nothing.
struct BlockPart: Equatable {
  let batchID: Int64
  let exponent: Int16
  var values: [Int32]
  /// One code of `grid.quality` an element; nil when all are actual.
  var quality: [Int16]?
}

/// When and under which name a dump was received: the order in which dumps are believed.
struct Reception: Comparable {
  /// What goes before all dumps, and behind them.
  enum Rank {
    static let estimate: Int16 = 0
    static let dump: Int16 = 1
    static let edit: Int16 = 2
  }

  var rank = Rank.dump
  /// Microseconds since the epoch.
  var receivedUs: Int64
  let file: String
  /// When the dump was loaded first, which decides between dumps of the same name and time.
  let enteredUs: Int64
  let batchID: Int64

  static func < (a: Reception, b: Reception) -> Bool {
    (a.rank, a.receivedUs, a.file, a.enteredUs, a.batchID) < (b.rank, b.receivedUs, b.file, b.enteredUs, b.batchID)
  }
}

/// The block that several dumps make together.
struct FoldedBlock: Equatable {
  let exponent: Int16
  let values: [Int32]
  /// One more than the number of dumps that changed a known value; what replaces an estimate changes none.
  let revision: Int32
  var quality: [Int16]?
}

/// Folds parts into a block: of each interval the last value known, in the order given.
///
/// A part may strike a value out: it is missing then and its code says so, and our own estimate of it shows, if there is one.
///
/// Depends on the set of parts and their order of reception only, never on the order of loading. Nil when a value does
/// not fit into the finest unit of the parts.
func fold(_ parts: [BlockPart]) -> FoldedBlock? {
  let exponent = parts.map(\.exponent).min() ?? 0
  var values = [Int32](repeating: missing, count: parts.map(\.values.count).max() ?? 0)
  var quality = parts.contains { $0.quality != nil } ? [Int16](repeating: 0, count: values.count) : nil
  var revision: Int32 = 1
  for part in parts {
    guard let scaled = scale(part, to: exponent) else { return nil }
    var changes = false
    if let said = part.quality {
      for at in said.indices where said[at] == OwnQuality.struckOut {
        if values[at] != missing, quality![at] <= 0 { changes = true }
        (values[at], quality![at]) = ownEstimate(at, of: parts, exponent) ?? (missing, OwnQuality.struckOut)
      }
    }
    for (at, value) in scaled.enumerated() where value != missing {
      if value != values[at], values[at] != missing, quality?[at] ?? 0 <= 0 { changes = true }
      values[at] = value
      quality?[at] = part.quality?[at] ?? 0
    }
    if changes { revision += 1 }
  }
  if quality?.allSatisfy({ $0 == 0 }) ?? false { quality = nil }
  return FoldedBlock(exponent: exponent, values: values, revision: revision, quality: quality)
}

/// What our own estimates say of an interval.
private func ownEstimate(_ at: Int, of parts: [BlockPart], _ exponent: Int16) -> (Int32, Int16)? {
  for part in parts {
    guard let code = part.quality?[at], OwnQuality.isEstimate(code), part.values[at] != missing else { continue }
    return scale(part, to: exponent).map { ($0[at], code) }
  }
  return nil
}

/// A part's values in another unit, as fine or finer.
func scale(_ part: BlockPart, to exponent: Int16) -> [Int32]? {
  guard part.exponent != exponent else { return part.values }
  var scaled = part.values
  for (at, value) in scaled.enumerated() where value != missing {
    let (product, overflow) = value.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return nil }
    scaled[at] = product
  }
  return scaled
}
