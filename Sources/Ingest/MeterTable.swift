import Database
import Decode
import Foundation
import Grid

/// The registry as one ingest sees it: meters by their code, their communities over time, their limits.
final class MeterTable {
  struct Membership {
    let communityID: Int64
    /// Index into `calendars`.
    let calendar: Int
    let start: LocalDay
    /// Excluded; the far future when the membership is open.
    let end: LocalDay
  }

  struct Meter {
    let id: Int64
    let interval: Int32
    /// Greatest energy of one interval that is believed, in mWh.
    let limitMilliWh: Int64
    var memberships: [Membership]
  }

  /// Limit of a meter without one of its own: 100 kW.
  static let defaultLimitW: Int64 = 100_000

  let meters: [Meter]
  let calendars: [LocalCalendar]
  private let codes: [UInt8]
  private let codeStarts: [Int32]
  private let slots: [Int32]
  private let mask: Int
  private var aliases: [String: Named] = [:]

  /// Reads the registry.
  ///
  /// - Parameter asOf: Calendars end a day after it, since later readings are in the future.
  init(asOf: Instant, on database: Connection) throws {
    let end = LocalDay(number: Int32(asOf.seconds / 86_400) + 3)
    var calendars: [String: Int] = [:]
    var tables: [LocalCalendar] = []
    let rows = try database.query("ingest/registry")
    var size = 16
    while size < rows.count * 4 { size *= 2 }
    mask = size - 1
    var meters: [Meter] = []
    var codes: [UInt8] = []
    var codeStarts: [Int32] = [0]
    var slots = [Int32](repeating: -1, count: size)
    var lastCode: String?
    for row in rows {
      let zone = row.text("zone")
      if calendars[zone] == nil {
        let first = row.day("first_day")!
        calendars[zone] = tables.count
        tables.append(
          try Period(first, end).map { try database.calendar(zone: zone, $0) }
            ?? LocalCalendar(zone: zone, days: []))
      }
      let membership = Membership(
        communityID: row.int64("community_id"), calendar: calendars[zone]!, start: row.day("start_day")!,
        end: row.day("end_day") ?? LocalDay(number: .max))
      if row.text("meter") == lastCode {
        meters[meters.count - 1].memberships.append(membership)
        continue
      }
      let code = row.text("meter")
      lastCode = code
      let interval = Int32(row.int("interval_s"))
      let limit = row.optionalInt("limit_w").map(Int64.init) ?? MeterTable.defaultLimitW
      meters.append(
        Meter(
          id: row.int64("meter_id"), interval: interval, limitMilliWh: limit * Int64(interval) * 1000 / 3600,
          memberships: [membership]))
      codes += code.utf8
      codeStarts.append(Int32(codes.count))
      var slot = Array(code.utf8).withUnsafeBytes { [mask] in MeterTable.hash($0, mask) }
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(meters.count - 1)
    }
    self.calendars = tables
    self.meters = meters
    self.codes = codes
    self.codeStarts = codeStarts
    self.slots = slots
    for row in try database.query("ingest/aliases") {
      let meter = index(of: row.text("meter"))
      guard meter >= 0 else { continue }
      aliases[row.text("alias")] = Named(
        meter: meter, register: row.optionalInt("register").flatMap { Register(rawValue: Int16($0)) })
    }
  }

  /// FNV-1a.
  @inline(__always)
  private static func hash(_ code: UnsafeRawBufferPointer, _ mask: Int) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in code { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
  }

  /// Position of a meter in `meters` by its code, or by an alias of all of it; −1 when the registry has none of that name.
  @inline(__always)
  func index(of code: UnsafeRawBufferPointer) -> Int32 {
    var slot = MeterTable.hash(code, mask)
    return slots.withUnsafeBufferPointer { slots in
      codes.withUnsafeBytes { codes in
        codeStarts.withUnsafeBufferPointer { starts in
          while true {
            let index = slots[slot]
            if index < 0 { return aliases.isEmpty ? -1 : self.index(ofAlias: code) }
            let start = Int(starts[Int(index)])
            let length = Int(starts[Int(index) + 1]) - start
            if length == code.count, memcmp(codes.baseAddress! + start, code.baseAddress!, length) == 0 { return index }
            slot = (slot + 1) & mask
          }
        }
      }
    }
  }

  @inline(never)
  private func index(ofAlias name: UnsafeRawBufferPointer) -> Int32 {
    guard let named = aliases[String(decoding: name, as: UTF8.self)], named.register == nil else { return -1 }
    return named.meter
  }

  private func index(of code: String) -> Int32 {
    var code = code
    return code.withUTF8 { index(of: UnsafeRawBufferPointer($0)) }
  }

  /// A meter by one of its names.
  struct Named: Equatable {
    /// Position in `meters`.
    let meter: Int32
    /// What its values count, when the registry says it; nil: what the dump says.
    let register: Register?
    /// Whether the name is that of one register of the dump, `NMI/E2`.
    var isOfRegister = false
  }

  /// The meter that a dump's channel belongs to: by the alias `METER/REGISTER`, the alias of the meter, its code.
  func resolve(_ channel: Channel) -> Named? {
    if var named = aliases["\(channel.meter)/\(channel.register)"] {
      named.isOfRegister = true
      return named
    }
    if let named = aliases[channel.meter] { return named }
    let meter = index(of: channel.meter)
    return meter < 0 ? nil : Named(meter: meter, register: nil)
  }

  /// Why an instant of a meter has no place.
  struct Misplaced: Error { let fault: RowFault }

  /// The community and local day that an instant of a meter belongs to.
  ///
  /// - Parameter communityID: Whose dump it is; nil: any community's.
  func place(
    _ instant: Int64, of meter: Int32, in communityID: Int64?
  ) -> Result<(communityID: Int64, day: LocalCalendar.Day), Misplaced> {
    // By index: a copy of the array would be counted twice a day of a meter.
    let count = meters[Int(meter)].memberships.count
    for at in 0..<count {
      let membership = meters[Int(meter)].memberships[at]
      guard let day = calendars[membership.calendar].day(containing: instant), day.day >= membership.start,
        day.day < membership.end
      else { continue }
      guard communityID == nil || communityID == membership.communityID else {
        return .failure(Misplaced(fault: .foreignMeter))
      }
      return .success((membership.communityID, day))
    }
    let belongs = communityID.map { id in meters[Int(meter)].memberships.contains { $0.communityID == id } } ?? true
    return .failure(Misplaced(fault: belongs ? .outsideMembership : .foreignMeter))
  }
}
