import Database
import Grid

/// What is stored of a community's local day for sharing: its key, its members' exchange and their shares.
struct SharingInput {
  let day: LocalDay
  /// The key in force.
  let key: SharingKey
  /// Seconds of a settlement slot.
  let slotSeconds: Int32
  let sharing: SharingDay
  /// By member; nil: no share of a static key.
  let millionths: [Int64?]
  /// By member; nil: no rank.
  let ranks: [Int32?]
  /// Millionths by slot and member of everybody's surplus together; nil: none are stored.
  let slots: [[Int64]?]
  /// The same by slot and producer.
  let producers: [[Int: [Int64]]]

  /// What a key would share by.
  func rule(_ key: SharingKey) -> SharingDay.Rule {
    switch key {
    case .prorata: .prorata
    case .priority: .ranks(ranks.map { $0 ?? Int32.max })
    case .fixed: .fixed(millionths.contains { $0 != nil } ? millionths.map { $0 ?? 0 } : nil)
    case .dynamic: .slots(slots)
    case .fullDynamic: .producers(producers)
    }
  }

  /// Whether the day has any of what a key shares by.
  func hasInputs(of key: SharingKey) -> Bool {
    switch key {
    case .prorata: true
    case .priority: ranks.contains { $0 != nil }
    case .fixed: millionths.contains { $0 != nil }
    case .dynamic: slots.contains { $0 != nil }
    case .fullDynamic: producers.contains { !$0.isEmpty }
    }
  }
}

/// A day of a community before its members are read.
private struct Frame {
  let local: LocalCalendar.Day
  let key: SharingKey
  let slotSeconds: Int32
  let memberCount: Int

  var slotCount: Int { Int(local.length / slotSeconds) }
}

extension Connection {
  /// Member days that are held in memory at a time.
  private static let sharingChunk = 5000

  /// Reads days of a community for sharing and hands them over in order, some at a time.
  ///
  /// - Parameter days: Ascending.
  func sharingInputs(
    _ communityID: Int64, zone: String, _ days: [LocalDay], body: ([SharingInput]) throws -> Void
  ) throws {
    guard let first = days.first, let last = days.last, let span = Period(first, last.advanced(by: 1)) else { return }
    let calendar = try calendar(zone: zone, span)
    var frames: [Frame] = []
    var count = 0
    for row in try query("aggregate/sharing_days", communityID, days) {
      guard let day = row.day("day"), let local = calendar[day], let key = SharingKey(rawValue: row.text("key")) else {
        continue
      }
      let frame = Frame(
        local: local, key: key, slotSeconds: Int32(row.int("slot_s")), memberCount: row.int("member_count"))
      if !frames.isEmpty, count + frame.memberCount > Connection.sharingChunk {
        try body(sharingInputs(communityID, frames))
        frames = []
        count = 0
      }
      frames.append(frame)
      count += frame.memberCount
    }
    try body(sharingInputs(communityID, frames))
  }

  private func sharingInputs(_ communityID: Int64, _ frames: [Frame]) throws -> [SharingInput] {
    var members: [LocalDay: [StoredMember]] = [:]
    try stream("aggregate/sharing_members", communityID, frames.map(\.local.day)) { row in
      members[row.day(0), default: []].append(StoredMember(row))
    }
    guard let first = frames.first?.local, let last = frames.last?.local else { return [] }
    var coefficients: [Int64: [StoredCoefficients]] = [:]
    try stream("aggregate/sharing_coefficients", communityID, first.start, last.start + Int64(last.length)) { row in
      coefficients[row.int64(0), default: []].append(
        StoredCoefficients(
          producerID: row.int64(1), meters: row.int64s(2, missing: 0), millionths: row.int64s(3, missing: 0)))
    }
    return frames.map { frame in SharingInput(frame, members[frame.local.day] ?? [], coefficients) }
  }
}

/// A row of aggregate/sharing_members.
private struct StoredMember {
  let meterID: Int64
  let meter: String
  let millionths: Int32?
  let rank: Int32?
  let exponent: Int16
  let slotSeconds: Int32
  let imported: [Int64]
  let exported: [Int64]

  init(_ row: BinaryRow) {
    meterID = row.int64(1)
    meter = row.text(8)
    millionths = row.isNull(2) ? nil : row.int32(2)
    rank = row.isNull(3) ? nil : row.int32(3)
    let isKnown = !row.isNull(4)
    exponent = isKnown ? row.int16(4) : 0
    slotSeconds = isKnown ? row.int32(5) : 0
    imported = isKnown ? row.int64s(6, missing: MeterDay.missing) : []
    exported = isKnown ? row.int64s(7, missing: MeterDay.missing) : []
  }

  var isKnown: Bool { slotSeconds > 0 }
}

/// A row of aggregate/sharing_coefficients.
private struct StoredCoefficients {
  let producerID: Int64
  let meters: [Int64]
  let millionths: [Int64]
}

extension SharingInput {
  fileprivate init(_ frame: Frame, _ stored: [StoredMember], _ coefficients: [Int64: [StoredCoefficients]]) {
    let exponent = stored.lazy.map(\.exponent).min() ?? 0
    let members = stored.map { member in
      let unit: Int64 = member.exponent == exponent ? 1 : 1000
      let (imported, exported) = settled(
        member.imported, member.exported, Int(frame.slotSeconds), from: Int(member.slotSeconds), unit, frame.slotCount)
      return SharingDay.Member(
        meterID: member.meterID, meter: member.meter, isKnown: member.isKnown, imported: imported, exported: exported)
    }
    day = frame.local.day
    key = frame.key
    slotSeconds = frame.slotSeconds
    sharing = SharingDay(slotCount: frame.slotCount, exponent: exponent, members: members)
    millionths = stored.map { $0.millionths.map(Int64.init) }
    ranks = stored.map(\.rank)
    let places = Dictionary(uniqueKeysWithValues: stored.enumerated().map { ($1.meterID, $0) })
    var slots = [[Int64]?](repeating: nil, count: frame.slotCount)
    var producers = [[Int: [Int64]]](repeating: [:], count: frame.slotCount)
    if !coefficients.isEmpty {
      for at in 0..<frame.slotCount {
        for row in coefficients[frame.local.start + Int64(at) * Int64(frame.slotSeconds)] ?? [] {
          var vector = [Int64](repeating: 0, count: stored.count)
          // What is due to a meter that is no member any more leaves the sum short: the slot is open.
          for (meter, value) in zip(row.meters, row.millionths) {
            if let place = places[meter] { vector[place] = value }
          }
          if row.producerID == 0 {
            slots[at] = vector
          } else if let place = places[row.producerID] {
            producers[at][place] = vector
          }
        }
      }
    }
    self.slots = slots
    self.producers = producers
  }
}

/// Adds a member's slots up to settlement slots. A slot of which either direction is unknown counts as nothing in both.
func settled(
  _ imported: [Int64], _ exported: [Int64], _ settlement: Int, from seconds: Int, _ unit: Int64, _ count: Int
) -> (imported: [Int64], exported: [Int64]) {
  var sums = ([Int64](repeating: 0, count: count), [Int64](repeating: 0, count: count))
  guard seconds > 0 else { return sums }
  let size = settlement / seconds
  for at in 0..<min(imported.count, exported.count, count * size) {
    guard imported[at] != MeterDay.missing, exported[at] != MeterDay.missing else { continue }
    sums.0[at / size] += imported[at] * unit
    sums.1[at / size] += exported[at] * unit
  }
  return sums
}
