/// One meter's local day: what it used, made, drew and fed in, interval by interval.
///
/// All vectors have one element an interval, in Wh × 10^`exponent`; `missing` where the registers do not say.
/// - What the meter stores of import and export is taken as it is; otherwise they are derived per interval by
///   `exchange`, and are known where every stored register is.
/// - A register that is not stored at all counts as zero: a plant uses nothing, a house without battery stores nothing.
/// - A meter of the grid's side only, with import and export but no consumption, uses what it draws and makes what it
///   feeds in, as far as the grid can see; with its production stored, its use follows from the energy balance.
public struct MeterDay {
  /// The value of an element that is not known.
  public static let missing = Int64.min

  public let exponent: Int16
  public private(set) var consumption: [Int64]
  public private(set) var production: [Int64]
  public private(set) var charge: [Int64]
  public private(set) var discharge: [Int64]
  public private(set) var imported: [Int64]
  public private(set) var exported: [Int64]

  /// A register as it is stored.
  public struct Block {
    public let register: Register
    public let exponent: Int16
    public let values: [Int32]

    /// - Parameter values: `Int32.min` where the value is not known.
    public init(register: Register, exponent: Int16, values: [Int32]) {
      self.register = register
      self.exponent = exponent
      self.values = values
    }
  }

  /// - Parameters:
  ///   - blocks: The day's registers, each at most once; levels are passed over.
  ///   - count: Intervals of the day; shorter blocks are filled up with unknown values.
  public init(_ blocks: [Block], count: Int) {
    let exponent = blocks.lazy.map(\.exponent).min() ?? 0
    self.exponent = exponent
    func vector(_ register: Register) -> [Int64]? {
      guard let block = blocks.first(where: { $0.register == register }) else { return nil }
      let factor: Int64 = block.exponent == exponent ? 1 : 1000
      var vector = [Int64](repeating: MeterDay.missing, count: count)
      for at in 0..<min(count, block.values.count) where block.values[at] != Int32.min {
        vector[at] = Int64(block.values[at]) * factor
      }
      return vector
    }
    let zero = [Int64](repeating: 0, count: count)
    let used = vector(.consumption)
    let made = vector(.production)
    let drawn = vector(.imported)
    let fed = vector(.exported)
    charge = vector(.batteryCharge) ?? zero
    discharge = vector(.batteryDischarge) ?? zero
    production = made ?? zero
    consumption = used ?? zero
    imported = zero
    exported = zero
    if used == nil, drawn != nil || fed != nil { deriveUse(drawn: drawn, fed: fed, isProductionStored: made != nil) }
    deriveExchange()
    // What the meter says goes before what follows from its other registers, element by element.
    for at in 0..<count {
      if let drawn, drawn[at] != MeterDay.missing { imported[at] = drawn[at] }
      if let fed, fed[at] != MeterDay.missing { exported[at] = fed[at] }
    }
  }

  private mutating func deriveExchange() {
    for at in consumption.indices {
      let (c, p, b, d) = (consumption[at], production[at], charge[at], discharge[at])
      if c == MeterDay.missing || p == MeterDay.missing || b == MeterDay.missing || d == MeterDay.missing {
        imported[at] = MeterDay.missing
        exported[at] = MeterDay.missing
      } else {
        (imported[at], exported[at]) = exchange(consumption: c, production: p, charge: b, discharge: d)
      }
    }
  }

  /// Use of a meter of the grid's side. Without production its two directions are all there is; with production, use
  /// is known only where both directions are.
  private mutating func deriveUse(drawn: [Int64]?, fed: [Int64]?, isProductionStored: Bool) {
    let none = [Int64](repeating: isProductionStored ? MeterDay.missing : 0, count: consumption.count)
    let drawn = drawn ?? none
    let fed = fed ?? none
    guard isProductionStored else {
      consumption = drawn
      production = fed
      return
    }
    for at in consumption.indices {
      let isKnown =
        drawn[at] != MeterDay.missing && fed[at] != MeterDay.missing && production[at] != MeterDay.missing
        && charge[at] != MeterDay.missing && discharge[at] != MeterDay.missing
      consumption[at] =
        isKnown ? max(0, drawn[at] - fed[at] + production[at] + discharge[at] - charge[at]) : MeterDay.missing
    }
  }
}
