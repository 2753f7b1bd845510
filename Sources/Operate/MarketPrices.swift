import Database
import Grid

/// A market's prices by quarter of an hour, in hundredths of a EUR a MWh.
struct MarketPrices {
  /// By start, seconds since 1970.
  let quarters: [Int64: Int64]

  init(_ quarters: [Int64: Int64]) { self.quarters = quarters }

  /// - Throws: Status 66 when nothing at all is known of the market.
  static func require(_ market: String, on database: Connection) throws {
    guard try database.query("operate/market", market)[0].bool("is_known") else {
      throw PlainFailure(
        .noInput, "there are no prices of a market '\(market)'", hint: "Import them with 'gridctl import prices'.")
    }
  }

  init(_ market: String, from first: Int64, to stop: Int64, on database: Connection) throws {
    let rows = try database.query(
      "operate/market_prices", market, Instant(seconds: first), Instant(seconds: stop))
    quarters = Dictionary(uniqueKeysWithValues: rows.map { ($0.int64("start_s"), $0.int64("price_hundredths")) })
  }

  subscript(start: Int64) -> Int64? { quarters[start] }

  /// Twice the median of the 24 hours before an instant; nil when fewer than 12 hours of them are known.
  ///
  /// Twice, because the median of an even number of prices is the mean of the two in the middle.
  func doubleMedian(before start: Int64) -> Int64? {
    let known = stride(from: start - 86_400, to: start, by: 900).compactMap { quarters[$0] }.sorted()
    guard known.count >= 48 else { return nil }
    return known[(known.count - 1) / 2] + known[known.count / 2]
  }
}

/// What decides whether a price is low or high.
public struct PriceRule: Sendable {
  /// Hundredths of a EUR a MWh; nil: the median of the market's 24 hours before.
  public let standard: Int64?
  /// Hundredths of a percent of the standard within which a price is neither.
  public let band: Int64

  public init(standard: Int64?, band: Int64 = 200) {
    self.standard = standard
    self.band = band
  }

  enum Verdict { case low, high, within }

  /// Twice the standard of a slot; nil when it is not known.
  func doubleStandard(_ start: Int64, _ prices: MarketPrices) -> Int64? {
    standard.map { $0 * 2 } ?? prices.doubleMedian(before: start)
  }

  /// What a price is, seen from a standard; the band's bounds themselves are within it.
  func verdict(_ price: Int64, doubleStandard: Int64) -> Verdict {
    let distance = price * 2 - doubleStandard
    guard abs(distance) * 10_000 > abs(doubleStandard) * band else { return .within }
    return distance < 0 ? .low : .high
  }
}
