import Grid

/// How a community shares its surplus.
public enum SharingKey: String, Sendable, CaseIterable {
  case prorata, priority
  case fixed = "static"
  case dynamic
  case fullDynamic = "full_dynamic"
}

/// One community's local day as sharing sees it: what each member drew and fed in, by settlement slot.
///
/// All energies count Wh × 10^`exponent`; a slot's sums over all members fit 64 bits.
struct SharingDay {
  /// A member of the day; ordered by `meterID`, which also breaks ties.
  struct Member {
    let meterID: Int64
    let meter: String
    /// Whether the meter has readings of the day.
    let isKnown: Bool
    /// Zero where either direction is unknown: the member takes no part then.
    let imported: [Int64]
    let exported: [Int64]
  }

  /// What a key shares by. Millionths are one for each member, in order, and add up to 1,000,000 or to 0: nothing is
  /// shared then. Nil, or another sum: the slot is open, nothing of it is shared, and it is counted.
  enum Rule {
    /// In proportion to what each member draws in the slot.
    case prorata
    /// The lowest rank first; equal ranks in proportion to what they draw.
    case ranks([Int32])
    /// Millionths of each slot's surplus, the same all day.
    case fixed([Int64]?)
    /// Millionths by slot.
    case slots([[Int64]?])
    /// Millionths by slot of each producer's surplus, producers by their position among the members.
    case producers([[Int: [Int64]]])
  }

  /// What was shared, by member and slot.
  struct Result {
    fileprivate(set) var sharedIn: [[Int64]]
    fileprivate(set) var sharedOut: [[Int64]]
    /// By slot; the sum of either over the members.
    fileprivate(set) var shared: [Int64]
    /// Slots with a surplus that has no coefficients.
    fileprivate(set) var openCount = 0
  }

  static let one: Int64 = 1_000_000

  let slotCount: Int
  let exponent: Int16
  let members: [Member]

  /// Shares each slot's surplus. The sum of what members feed in is the pool; a member takes at most what it draws in
  /// the same slot, and what is not taken stays surplus. Both registers of a member count as they are, so one that fed
  /// in and drew within a slot may take of its own. Producers are debited in proportion to what they fed in, under
  /// `producers` to what each taker was due of them; all shares are rounded by the largest remainder.
  func share(by rule: Rule) -> Result {
    let zeros = [[Int64]](repeating: [Int64](repeating: 0, count: slotCount), count: members.count)
    var result = Result(sharedIn: zeros, sharedOut: zeros, shared: [Int64](repeating: 0, count: slotCount))
    var slot = SharingSlot(memberCount: members.count)
    for at in 0..<slotCount {
      for (index, member) in members.enumerated() {
        slot.imported[index] = member.imported[at]
        slot.exported[index] = member.exported[at]
      }
      guard slot.open() else { continue }
      switch rule {
      case .prorata: slot.shareProRata()
      case .ranks(let ranks): slot.share(ranks: ranks)
      case .fixed(let millionths): slot.share(millionths: millionths)
      case .slots(let slots): slot.share(millionths: slots[at])
      case .producers(let slots): slot.share(producers: slots[at])
      }
      if slot.isOpen { result.openCount += 1 }
      result.shared[at] = slot.takenSum
      guard slot.takenSum > 0 else { continue }
      for index in members.indices {
        result.sharedIn[index][at] = slot.taken[index]
        result.sharedOut[index][at] = slot.given[index]
      }
    }
    return result
  }
}

/// One settlement slot while it is shared; the arrays are reused from slot to slot.
struct SharingSlot {
  var imported: [Int64]
  var exported: [Int64]
  private(set) var taken: [Int64]
  private(set) var given: [Int64]
  /// What all members fed in, and drew.
  private(set) var pool: Int64 = 0
  private(set) var need: Int64 = 0
  private(set) var takenSum: Int64 = 0
  /// Whether some of the pool has no coefficients.
  private(set) var isOpen = false
  private var due: [Int64]

  init(memberCount: Int) {
    imported = [Int64](repeating: 0, count: memberCount)
    exported = imported
    taken = imported
    given = imported
    due = imported
  }

  /// Begins a slot whose exchange was filled in.
  ///
  /// - Returns: Whether there is a surplus.
  mutating func open() -> Bool {
    pool = exported.reduce(0, +)
    need = imported.reduce(0, +)
    takenSum = 0
    isOpen = false
    return pool > 0
  }

  mutating func shareProRata() {
    takenSum = min(pool, need)
    split(takenSum, by: imported, of: need, into: &taken)
    debit()
  }

  mutating func share(ranks: [Int32]) {
    var rest = min(pool, need)
    takenSum = rest
    for index in taken.indices { taken[index] = 0 }
    for rank in Set(ranks).sorted() where rest > 0 {
      let group = imported.indices.map { ranks[$0] == rank ? imported[$0] : 0 }
      let groupNeed = group.reduce(0, +)
      let part = min(rest, groupNeed)
      split(part, by: group, of: groupNeed, into: &due)
      for index in taken.indices { taken[index] += due[index] }
      rest -= part
    }
    debit()
  }

  mutating func share(millionths: [Int64]?) {
    guard let millionths = complete(millionths) else { return }
    split(pool, by: millionths, of: SharingDay.one, into: &due)
    for index in taken.indices { taken[index] = min(due[index], imported[index]) }
    takenSum = taken.reduce(0, +)
    debit()
  }

  /// Coefficients that can be shared by; nil, and the slot noted, when they do not add up to one; nil when all are zero.
  private mutating func complete(_ millionths: [Int64]?) -> [Int64]? {
    let sum = millionths?.reduce(0, +) ?? -1
    if sum != SharingDay.one, sum != 0 { isOpen = true }
    return sum == SharingDay.one ? millionths : nil
  }

  mutating func share(producers: [Int: [Int64]]) {
    var dues: [(producer: Int, due: [Int64])] = []
    for index in taken.indices {
      taken[index] = 0
      given[index] = 0
    }
    for producer in exported.indices where exported[producer] > 0 {
      guard let millionths = complete(producers[producer]) else { continue }
      split(exported[producer], by: millionths, of: SharingDay.one, into: &due)
      dues.append((producer, due))
    }
    var debits = [Int64](repeating: 0, count: dues.count)
    for index in taken.indices where imported[index] > 0 {
      let parts = dues.map { $0.due[index] }
      let sum = parts.reduce(0, +)
      taken[index] = min(sum, imported[index])
      split(taken[index], by: parts, of: sum, into: &debits)
      for (at, part) in debits.enumerated() { given[dues[at].producer] += part }
    }
    takenSum = taken.reduce(0, +)
  }

  /// Debits the producers in proportion to what they fed in.
  private mutating func debit() { split(takenSum, by: exported, of: pool, into: &given) }
}
