import Grid

/// One register of one meter's local day.
struct BlockKey: Hashable {
  let communityID: Int64
  let meterID: Int64
  let register: Int16
  let day: LocalDay
}

/// What one dump says of a block; missing where it says nothing.
struct BlockPart {
  let batchID: Int64
  let exponent: Int16
  var values: [Int32]
}

/// When and under which name a dump was received: the order in which dumps are believed.
struct Reception: Comparable {
  /// Microseconds since the epoch.
  let receivedUs: Int64
  let file: String
  /// When the dump was loaded first, which decides between dumps of the same name and time.
  let enteredUs: Int64
  let batchID: Int64

  static func < (a: Reception, b: Reception) -> Bool {
    (a.receivedUs, a.file, a.enteredUs, a.batchID) < (b.receivedUs, b.file, b.enteredUs, b.batchID)
  }
}

/// The block that several dumps make together.
struct FoldedBlock: Equatable {
  let exponent: Int16
  let values: [Int32]
  /// One more than the number of dumps that changed a known value.
  let revision: Int32
}

/// Folds parts into a block: of each interval the last value known, in the order given.
///
/// Depends on the set of parts and their order of reception only, never on the order of loading. Nil when a value does
/// not fit into the finest unit of the parts.
func fold(_ parts: [BlockPart]) -> FoldedBlock? {
  let exponent = parts.map(\.exponent).min() ?? 0
  var values = [Int32](repeating: missing, count: parts.map(\.values.count).max() ?? 0)
  var revision: Int32 = 1
  for part in parts {
    guard let scaled = scale(part, to: exponent) else { return nil }
    var changes = false
    for (at, value) in scaled.enumerated() where value != missing && value != values[at] {
      if values[at] != missing { changes = true }
      values[at] = value
    }
    if changes { revision += 1 }
  }
  return FoldedBlock(exponent: exponent, values: values, revision: revision)
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
