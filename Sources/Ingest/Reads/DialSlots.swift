import Grid

/// What a dump says of one dial of a device at an instant.
struct DialRead {
  let instant: Int64
  /// mWh.
  let index: Int64
  /// Reads of one device have the same number; at one instant the older device comes first.
  let device: Int32
  /// Code of `grid.quality`.
  let quality: Int16
  /// mWh at which the register begins again; nil where it is not known.
  var turn: Int64?
  /// Whether it may have begun again at zero since the read before.
  var isReset = false
  /// Whether the dump says it that the slots are made for.
  var isOwn = false
}

/// The energy of a slot that reads around its edges say.
struct DialSlot: Equatable {
  /// mWh.
  let energy: Int64
  /// That of the first read that is no plain actual one.
  let quality: Int16
  /// Whether a read of the dump has a part in it that the slots are made for.
  let isOwn: Bool
  /// Whether no other dump's has.
  let isAlone: Bool
}

/// The meter whose reads become energies.
struct DialMeter {
  /// Seconds of a slot; reads that are farther apart say nothing of the slots between them.
  let interval: Int64
  /// Greatest mean power that is believed, in W.
  let limitW: Int64
}

/// The energies of consecutive slots by one dial.
///
/// At each edge the register is interpolated between the read before and the read after it, rounded down to mWh, and a slot
/// is the difference of its edges: the slots between two reads add up to the difference of their indices. Reads of two
/// devices belong together only at one instant, at which the old one was read last and the new one first.
///
/// - Parameters:
///   - reads: Ascending; of one instant at most one a device.
///   - start: First second of the first slot.
/// - Returns: One element a slot; nil without reads near both edges, and where an index decreases.
func slots(of reads: [DialRead], from start: Int64, count: Int, _ meter: DialMeter) -> [DialSlot?] {
  guard reads.count > 1 else { return Array(repeating: nil, count: count) }
  // Energy since the first read, and the number of the stretch of reads that it can be compared in.
  var levels: [Int64] = [0]
  var stretches: [Int32] = [0]
  for (old, new) in zip(reads, reads.dropFirst()) {
    let step = energy(from: old, to: new, meter)
    levels.append(levels[levels.count - 1] + (step ?? 0))
    stretches.append(stretches[stretches.count - 1] + (step == nil ? 1 : 0))
  }

  struct Edge {
    let level: Int64
    let stretch: Int32
    let first: Int
    let last: Int
  }
  var next = 0
  func edge(at instant: Int64) -> Edge? {
    while next < reads.count, reads[next].instant < instant { next += 1 }
    guard next < reads.count else { return nil }
    if reads[next].instant == instant {
      return Edge(level: levels[next], stretch: stretches[next], first: next, last: next)
    }
    guard next > 0, stretches[next - 1] == stretches[next] else { return nil }
    let before = reads[next - 1]
    let part =
      Int128(levels[next] - levels[next - 1]) * Int128(instant - before.instant)
      / Int128(reads[next].instant - before.instant)
    return Edge(level: levels[next - 1] + Int64(part), stretch: stretches[next], first: next - 1, last: next)
  }

  var found: [DialSlot?] = []
  var lower = edge(at: start)
  for slot in 1...max(count, 1) where count > 0 {
    let upper = edge(at: start + Int64(slot) * meter.interval)
    defer { lower = upper }
    guard let lower, let upper, lower.stretch == upper.stretch else {
      found.append(nil)
      continue
    }
    let used = reads[lower.first...upper.last]
    found.append(
      DialSlot(
        energy: upper.level - lower.level, quality: used.first { $0.quality != 0 }?.quality ?? 0,
        isOwn: used.contains(where: \.isOwn), isAlone: used.allSatisfy(\.isOwn)))
  }
  return found
}

/// The energy between two reads that follow each other, in mWh; nil when they say none.
private func energy(from old: DialRead, to new: DialRead, _ meter: DialMeter) -> Int64? {
  let seconds = new.instant - old.instant
  guard old.device == new.device else { return seconds == 0 ? 0 : nil }
  guard seconds <= meter.interval else { return nil }
  let difference = new.index - old.index
  guard difference < 0 else { return difference }
  guard !new.isReset else { return new.index }
  guard let turn = new.turn, old.index < turn,
    Int128(difference + turn) * 3600 <= Int128(meter.limitW) * Int128(seconds) * 1000
  else { return nil }
  return difference + turn
}

/// Adds up the dials of a register, slot by slot.
///
/// - Parameter dials: By family, see `Dial`; all have reads nearby.
/// - Returns: Of each slot the sum of the first family whose dials all say something.
func total(of dials: [(family: Int16, slots: [DialSlot?])], count: Int) -> [DialSlot?] {
  let families = Dictionary(grouping: dials, by: \.family).sorted { $0.key < $1.key }
  return (0..<count).map { slot in
    for (family, members) in families {
      let said = members.map { $0.slots[slot] }
      if family == Dial.whole {
        if let first = said.lazy.compactMap({ $0 }).first { return first }
        continue
      }
      guard !said.contains(nil) else { continue }
      let parts = said.compactMap { $0 }
      return DialSlot(
        energy: parts.reduce(0) { $0 + $1.energy }, quality: parts.first { $0.quality != 0 }?.quality ?? 0,
        isOwn: parts.contains(where: \.isOwn), isAlone: parts.allSatisfy(\.isAlone))
    }
    return nil
  }
}

/// The registers that count the energy of one direction.
enum Dial {
  /// The family of a dial that counts all of it.
  static let whole: Int16 = 0

  /// The family of a dial whose dump tells the energy between its reads itself: of them only slots between two dumps are made.
  static let told: Int16 = 9

  /// Which dials add up: 0 the whole, 1 parts of it, 2 the parts of Enedis's supplier calendar, which are the same
  /// energy as those of the distributor's (1). The smallest family counts.
  static func family(of name: String) -> Int16 {
    if let match = name.wholeMatch(of: /(?:\d+-\d+:)?\d+\.8\.(\d+)(?:\*\d+)?/) { return Int(match.1) == 0 ? whole : 1 }
    if ["import", "export", "production", "consumption"].contains(name) { return whole }
    if let match = name.wholeMatch(of: /E[AI]S?\s+(T|[DF]\d+)/) {
      return match.1 == "T" ? whole : match.1.first == "D" ? 1 : 2
    }
    return 1
  }
}
