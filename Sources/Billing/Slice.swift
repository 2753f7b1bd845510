import Database
import Grid

/// A stretch of a month in which a contract has one community and one price version, and the energy of it.
struct Slice {
  enum Kind: String { case consumption, production }

  let contractID: Int64
  let contract: String
  let customerID: Int64
  let meterID: Int64
  /// Seconds of the meter's interval, for days without a block.
  let interval: Int32
  let kind: Kind
  let tariff: String
  /// Nil for days before the tariff's first version.
  let version: TariffBook.Version?
  let isFeedInPriced: Bool
  let days: Period

  /// Energy by tariff period, in mWh.
  var energy: [Int64] = []
  var expected: Int64 = 0
  var present: Int64 = 0

  init(_ row: Rows.Row) {
    contractID = row.int64("contract_id")
    contract = row.text("contract")
    customerID = row.int64("customer_id")
    meterID = row.int64("meter_id")
    interval = Int32(row.int("interval_s"))
    kind = Kind(rawValue: row.text("kind"))!
    tariff = row.text("tariff")
    let tariffID = row.int64("tariff_id")
    version = row.day("valid_from").map { TariffBook.Version(tariff: tariffID, validFrom: $0) }
    isFeedInPriced = row.bool("feed_in_priced")
    days = Period(row.day("first_day")!, row.day("end_day")!)!
  }

  func contains(_ day: LocalDay) -> Bool { days.start <= day && day < days.end }

  /// Why the slice has no price; nil when it has one.
  var finding: BillFinding? {
    if version == nil {
      return BillFinding(
        contract: contract, code: "no-tariff-version", text: "tariff '\(tariff)' has no version in force in \(days)")
    }
    if kind == .production, !isFeedInPriced {
      return BillFinding(
        contract: contract, code: "no-feed-in-price", text: "tariff '\(tariff)' pays no feed-in in \(days)")
    }
    return nil
  }

  /// Adds the energy of a day.
  ///
  /// - Parameters:
  ///   - values: One value an interval, `MeterDay.missing` where it is not known.
  ///   - factor: 1,000 when the values are Wh, 1 when they are mWh.
  ///   - lookup: Index of each interval's tariff period.
  mutating func add(_ values: [Int64], factor: Int64, lookup: [UInt8]) {
    energy.withUnsafeMutableBufferPointer { energy in
      values.withUnsafeBufferPointer { values in
        lookup.withUnsafeBufferPointer { lookup in
          for at in 0..<min(values.count, lookup.count) where values[at] != MeterDay.missing {
            energy[Int(lookup[at])] += values[at] * factor
          }
        }
      }
    }
  }

  /// Adds the energy of a day that has one price.
  mutating func add(_ values: [Int64], factor: Int64) {
    var sum: Int64 = 0
    for value in values where value != MeterDay.missing { sum += value }
    energy[0] += sum * factor
  }
}
