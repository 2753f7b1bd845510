import Database
import Documents
import Foundation
import Grid

/// Hands a customer's own readings over: a Green Button file (NAESB REQ.21 ESPI in Atom) of the meters and days for which it has
/// a contract, as far as it agreed to that.
///
/// - Parameter folder: Exists; the file is NAME.xml, for its owner only.
func buildTransfer(_ order: PackageOrder, in folder: String, on connection: Connection) throws -> PackageOutcome {
  let customer = order.customer ?? ""
  guard
    let consent = try connection.query(
      "partner/transfer_consent", customer, order.grain.rawValue, order.partnerClass, order.asOf
    ).first
  else {
    return .refused(
      .consent, hint: "\(customer) gave no consent for a transfer by \(order.grain.rawValue) to this class of partners."
    )
  }
  let time = consent.int64("from_s")..<(consent.optional("to_s").flatMap { Int64($0) } ?? Int64.max)
  let name = "\(order.packageName)-\(hexadecimal(Documents.sha256(Array(customer.utf8)).prefix(6)))"
  let path = "\(folder)/\(name).xml"
  // Partners who know this household can take it off a sum, as with those that are told under pseudonyms.
  try connection.query("partner/lock_releases")
  let scope = try PackageScope(order, on: connection)
  let own = scope.meters.filter { meter in meter.pieces.contains { $0.customerID == consent.int64("customer_id") } }
  guard try ReleaseSingle(order: order, scope: scope).decide(own, on: connection).isEmpty else {
    return .refused(
      .privacy,
      hint: "With sums that were told, it would tell about neighbours; the customer can still have it directly.")
  }
  var (datapoints, withheld) = (Int64(0), Int64(0))
  try GreenButtonFeed.write(to: path, name: name, customer: customer, at: order.asOf) { feed in
    for meter in try TransferMeter.all(order, on: connection) {
      let readings = try meter.readings(order, consent: time, on: connection)
      datapoints += readings.readings.values.reduce(0) { $0 + Int64($1.count) }
      withheld += readings.withheld
      guard !readings.readings.isEmpty else { continue }
      try feed.add(meter.code, readings.readings, grain: order.grain, calendar: meter.calendar) {
        DaylightRule(try connection.calendar(zone: meter.zone, order.period.start.calendarYear))
      }
    }
  }
  guard datapoints > 0 else {
    return withheld > 0
      ? .refused(.consent, hint: "\(customer) agreed to the transfer of no value of \(order.period).")
      : .refused(.noData, hint: "\(customer) has no reading of its own in \(order.period).")
  }
  guard chmod(path, 0o600) == 0, let sha256 = fileDigest(path),
    let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
  else { throw PlainFailure(.ioError, "cannot read \(path) again") }
  return .built(
    BuiltPackage(
      name: name, path: path, bytes: bytes, sha256: sha256, datapoints: datapoints, suppressed: withheld))
}

extension LocalDay {
  fileprivate var calendarYear: Period {
    let year = civil.year
    return Period(LocalDay(year: year, month: 1, day: 1)!, LocalDay(year: year + 1, month: 1, day: 1)!)!
  }
}

/// A meter in one community, and the days on which its readings are a customer's own.
private struct TransferMeter {
  let id: Int64
  let code: String
  let communityID: Int64
  let zone: String
  /// Days by the kind of contract.
  var days: [String: [Period]] = [:]
  /// Of the period.
  let calendar: LocalCalendar

  /// By code and community.
  static func all(_ order: PackageOrder, on connection: Connection) throws -> [TransferMeter] {
    var meters: [TransferMeter] = []
    for row in try connection.query("partner/transfer_meters", order.customer, order.period) {
      let community = row.int64("community_id")
      if meters.last?.id != row.int64("meter_id") || meters.last?.communityID != community {
        let zone = row.text("zone")
        let calendar =
          try meters.first { $0.zone == zone }?.calendar ?? connection.calendar(zone: zone, order.period)
        meters.append(
          TransferMeter(
            id: row.int64("meter_id"), code: row.text("meter"), communityID: community, zone: zone, calendar: calendar))
      }
      meters[meters.count - 1].days[row.text("kind"), default: []]
        .append(Period(row.day("first_day")!, row.day("end_day")!)!)
    }
    return meters
  }

  private func has(_ kind: String, on day: LocalDay) -> Bool {
    days[kind]?.contains { $0.start <= day && day < $0.end } ?? false
  }

  /// A day as it is stored.
  private struct StoredDay {
    var interval: Int32
    var blocks: [MeterDay.Block] = []
    var qualities: [TransferReadings.Quality] = []
  }

  func readings(
    _ order: PackageOrder, consent: Range<Int64>, on connection: Connection
  ) throws -> TransferReadings {
    var stored: [LocalDay: StoredDay] = [:]
    var registers: Set<Register> = []
    try connection.stream("partner/transfer_blocks", communityID, id, order.period) { row in
      guard let register = Register(rawValue: row.int16(1)) else { return }
      registers.insert(register)
      let (day, interval) = (row.day(0), row.int32(2))
      guard stored[day]?.interval ?? interval == interval else {
        throw PlainFailure(.dataRefused, "the registers of meter '\(code)' differ in their interval on \(day)")
      }
      var values: [Int32] = []
      row.int32s(4, missing: Int32.min, into: &values)
      stored[day, default: StoredDay(interval: interval)].blocks.append(
        MeterDay.Block(register: register, exponent: row.int16(3), values: values))
      stored[day]!.qualities.append(row.int16s(5))
    }
    var readings = TransferReadings(order.grain, consent: consent)
    let told = Flow.allCases.filter { $0.isTold(by: registers) }
    for day in calendar.days {
      let own = told.filter { has($0.kind, on: day.day) }
      let known = stored[day.day] ?? StoredDay(interval: 900)
      readings.add(day, known.blocks, known.qualities, interval: known.interval, flows: own)
    }
    readings.finish()
    return readings
  }
}
