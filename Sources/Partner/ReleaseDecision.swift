import Database
import Grid

/// Decides which sums of an order may be told, and keeps them.
struct ReleaseDecision {
  /// What is summed up: a community, or several together.
  struct Group {
    let name: String
    /// Ids, ascending.
    let communities: [Int64]
  }

  /// A group's sums of a day or month, members and what may be told.
  private struct Candidate {
    let group: Int
    let members: [Int32]
    let households: Int
  }

  let order: PackageOrder
  let groups: [Group]
  let world: ReleaseWorld
  let calendar: LocalCalendar
  private let asked: [[LocalDay: Bool]]

  /// - Parameters:
  ///   - groups: Of one zone.
  ///   - calendar: Of the order's months.
  init(_ order: PackageOrder, _ groups: [Group], _ world: ReleaseWorld, _ calendar: LocalCalendar) {
    self.order = order
    self.groups = groups
    self.world = world
    self.calendar = calendar
    let entries = order.grain == .month ? world.book.months : world.book.days
    asked = groups.map { group in
      entries.compactMapValues { day in
        day.contains {
          $0.communities == group.communities && $0.grain == order.grain && $0.partnerClass == order.partnerClass
        } ? true : nil
      }
    }
  }

  private func isOpen(_ group: Int, _ day: LocalDay) -> Bool { asked[group][day] == nil }

  func decide(on connection: Connection) throws {
    let months = Set((0..<order.period.dayCount).map { order.period.start.advanced(by: $0).startOfMonth }).sorted()
    for month in months {
      if order.grain == .month {
        if groups.indices.contains(where: { isOpen($0, month) }) { try decide(month: month, on: connection) }
      } else {
        try decide(daysOf: month, on: connection)
      }
    }
  }

  private func days(of month: LocalDay) -> [LocalCalendar.Day] {
    (0..<Period(month, month.startOfNextMonth)!.dayCount).compactMap { calendar[month.advanced(by: $0)] }
  }

  /// Whether a meter's day may be in a sum: told of in full, by all who have a contract.
  private func mayTell(_ meter: Int, _ day: ReleaseDay, _ time: Range<Int64>) -> Bool {
    guard day.isWhole[meter], let consent = world.meters[meter].consent(on: day.day) else { return false }
    return consent.lowerBound <= time.lowerBound && time.upperBound <= consent.upperBound
  }

  /// The open groups' members among some meters, all together first, then the greater groups.
  private func candidates(_ day: LocalDay, _ communityOf: [Int64?]) -> [Candidate] {
    var members: [Int64: [Int32]] = [:]
    for (meter, community) in communityOf.enumerated() {
      if let community { members[community, default: []].append(Int32(meter)) }
    }
    var candidates: [Candidate] = []
    for (at, group) in groups.enumerated() where isOpen(at, day) {
      let own = group.communities.flatMap { members[$0] ?? [] }.sorted()
      let households = Set(own.map { world.households[Int($0)] }).count
      let least = order.grain == .month ? world.rule.householdsOfMonths : world.rule.households
      if households >= least { candidates.append(Candidate(group: at, members: own, households: households)) }
    }
    return candidates.sorted {
      (groups[$1.group].communities.count, $1.households, $0.group) < (
        groups[$0.group].communities.count, $0.households, $1.group
      )
    }
  }
}

// Slots within days.
extension ReleaseDecision {
  private func decide(daysOf first: LocalDay, on connection: Connection) throws {
    var month = ReleaseMonth(first, of: world)
    let hasMonths = !(world.book.months[first] ?? []).isEmpty
    let asked = days(of: first).filter { order.period.start <= $0.day && $0.day < order.period.end }
    guard asked.contains(where: { day in groups.indices.contains { isOpen($0, day.day) } }) else { return }
    if hasMonths {
      for day in days(of: first) {
        let read = try ReleaseDay(day, of: world, on: connection)
        for family in ReleaseFamily.allCases {
          month.add(read, month.atoms(family, read, of: world, withMonths: false), family)
        }
      }
    }
    for day in asked where groups.indices.contains(where: { isOpen($0, day.day) }) {
      try decide(day, &month, hasMonths: hasMonths, on: connection)
    }
  }

  private func decide(
    _ local: LocalCalendar.Day, _ month: inout ReleaseMonth, hasMonths: Bool, on connection: Connection
  ) throws {
    let day = try ReleaseDay(local, of: world, on: connection)
    let time = local.start..<(local.start + Int64(local.length))
    let there = day.communities.enumerated().map { mayTell($0, day, time) ? $1 : nil }
    let candidates = candidates(day.day, there)
    guard !candidates.isEmpty else { return }
    let slots = PackageSlots(order.grain, calendar)[day.day]
    // By candidate and slot.
    var isTold = candidates.map { _ in [Bool](repeating: true, count: slots.count) }
    var told: [[[Bool]]] = []
    for family in ReleaseFamily.allCases {
      let old = month.atoms(family, day, of: world, withMonths: hasMonths)
      var atoms = old
      for slot in slots.indices {
        let range = world.slots(order.grain, slot, of: day.slotCount)
        var asked: [(candidate: Int, cell: ReleaseCell)] = []
        for (at, candidate) in candidates.enumerated() where isTold[at][slot] {
          let cell = ReleaseCell(members: candidate.members, slots: range)
          if atoms.isSafe(cell) { asked.append((at, cell)) } else { isTold[at][slot] = false }
        }
        for (at, answer) in zip(asked, atoms.tell(asked.map(\.cell))) where !answer {
          isTold[at.candidate][slot] = false
        }
      }
      if hasMonths { month.take(day, atoms, from: old, family) }
      told.append(isTold)
    }
    for (at, candidate) in candidates.enumerated() where told[0][at].contains(true) {
      let sums = slots.indices.map { slot in
        sum(
          candidate.members, world.slots(order.grain, slot, of: day.slotCount), day,
          [told[0][at][slot], told[1][at][slot]])
      }
      try put(candidate, day.day, starts: slots.map(\.time.lowerBound), sums, on: connection)
    }
    try putSources(
      day, Set(candidates.indices.filter { told[0][$0].contains(true) }.flatMap { candidates[$0].members }),
      on: connection)
  }

  /// Consumption, import, export and production of members, nil where they are withheld.
  private func sum(_ members: [Int32], _ slots: Range<Int>, _ day: ReleaseDay, _ isTold: [Bool]) -> [Int64?] {
    func total(_ family: Int, _ measure: Int, of count: Int) -> Int64? {
      guard isTold[family] else { return nil }
      return members.reduce(0) { sum, member in
        slots.reduce(sum) { $0 + day.values[family][(Int(member) * day.slotCount + $1) * count + measure] }
      }
    }
    return [total(0, 0, of: 1), total(1, 0, of: 4), total(1, 1, of: 4), total(1, 2, of: 4)]
  }

  private func put(
    _ candidate: Candidate, _ day: LocalDay, starts: [Int64], _ sums: [[Int64?]], on connection: Connection
  ) throws {
    try connection.query(
      "partner/put_release", groups[candidate.group].communities, order.partnerClass, order.grain.rawValue, day,
      order.asOf,
      candidate.members.map { world.meters[Int($0)].id }, candidate.households, starts, sums.map(\.[0]),
      sums.map(\.[1]),
      sums.map(\.[2]), sums.map(\.[3]))
  }

  private func putSources(_ day: ReleaseDay, _ members: Set<Int32>, on connection: Connection) throws {
    let members = members.sorted().map(Int.init)
    guard !members.isEmpty else { return }
    try connection.query(
      "partner/put_release_sources", day.day, members.map { day.communities[$0]! }, members.map { world.meters[$0].id },
      members.map { day.digests[$0] })
  }
}

// Months.
extension ReleaseDecision {
  private func decide(month first: LocalDay, on connection: Connection) throws {
    let days = days(of: first)
    guard let slot = PackageSlots(.month, calendar)[first].first else { return }
    // Who was in the same community and told of in full all the month.
    var there: [Int64?]?
    for local in days {
      let day = try ReleaseDay(local, of: world, on: connection)
      there = world.meters.indices.map { meter in
        guard mayTell(meter, day, slot.time), let community = day.communities[meter] else { return nil }
        return there == nil || there?[meter] == community ? community : nil
      }
    }
    var candidates = candidates(first, there ?? [])
    guard !candidates.isEmpty else { return }
    var month = ReleaseMonth(first, of: world)
    var isTold = ReleaseFamily.allCases.map { _ in [Bool](repeating: true, count: candidates.count) }
    for local in days {
      let day = try ReleaseDay(local, of: world, on: connection)
      for family in ReleaseFamily.allCases {
        var atoms = month.atoms(family, day, of: world, withMonths: false)
        month.add(day, atoms, family)
        let asked = candidates.indices.filter { isTold[family.rawValue][$0] }
        let cells = asked.map { ReleaseCell(members: candidates[$0].members, slots: 0..<day.slotCount) }
        for (at, answer) in zip(asked, atoms.tell(cells, areMonths: true)) where !answer {
          isTold[family.rawValue][at] = false
        }
      }
    }
    for family in ReleaseFamily.allCases {
      let asked = candidates.indices.filter { isTold[0][$0] && isTold[family.rawValue][$0] }
      let answers = month.tell(asked.map { candidates[$0].members }, family, of: world)
      isTold[family.rawValue] = candidates.indices.map { at in asked.firstIndex(of: at).map { answers[$0] } ?? false }
    }
    let told = candidates.indices.filter { isTold[0][$0] }
    for at in told {
      func total(_ family: Int, _ measure: Int, of count: Int) -> Int64? {
        guard isTold[family][at] else { return nil }
        return candidates[at].members.reduce(0) { $0 + month.total[family][Int($1) * count + measure] }
      }
      try put(
        candidates[at], first, starts: [slot.time.lowerBound],
        [[total(0, 0, of: 1), total(1, 0, of: 4), total(1, 1, of: 4), total(1, 2, of: 4)]], on: connection)
    }
    candidates = told.map { candidates[$0] }
    let members = Set(candidates.flatMap(\.members))
    guard !members.isEmpty else { return }
    for local in days { try putSources(ReleaseDay(local, of: world, on: connection), members, on: connection) }
  }
}
