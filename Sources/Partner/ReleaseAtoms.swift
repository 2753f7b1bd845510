/// What one number is the sum of: some meters in some base slots.
struct ReleaseCell {
  /// Places of meters.
  let members: [Int32]
  let slots: Range<Int>
}

/// The atoms of a local day, or of what of a month no day's cell has; see `ReleaseRule`.
///
/// An element is a meter in a base slot. Atom 0 is what no cell has. Then come atoms of months: elements that only cells of
/// whole months have; they go on outside of this day.
struct ReleaseAtoms {
  /// What only cells of months have, day after day, by meter.
  struct Months {
    /// Cells of months that were told, by meter: which of them have it. Meters of equal lists are in the same atom.
    var cellsOfMeter: [[Int32]]
    /// mWh by meter and measure, and elements by meter, outside of this day.
    var outside: [Int64]
    var outsideCount: [Int32]
    /// Meters with elements of the month that are in a day's cell.
    var isCut: [Bool]
    /// Households of which partners were told alone for some of the month.
    var isKnown: [Bool]
  }

  private let rule: ReleaseRule
  private let family: ReleaseFamily
  private let slotCount: Int
  /// By meter.
  private let households: [Int32]
  /// mWh by element and measure.
  private let values: [Int64]
  /// By household.
  private var isKnown: [Bool]
  private var months: Months?
  /// Meters by atom of months, from atom 1.
  private var metersOfMonths: [[Int32]] = []
  /// By element.
  private(set) var atomOf: [Int32]
  private var elements: [[Int32]] = [[]]
  private let isOfMonths: Bool

  // What a check writes on, clean between checks.
  private var label: [Int32]
  private var sums: [Int64]
  private var isSeen: [Bool]

  /// - Parameters:
  ///   - isKnown: By household.
  ///   - isOfMonths: Elements are what is left of meters' months, in one slot.
  init(
    _ rule: ReleaseRule, _ family: ReleaseFamily, slotCount: Int, households: [Int32], values: [Int64], isKnown: [Bool],
    months: Months? = nil, isOfMonths: Bool = false
  ) {
    self.rule = rule
    self.family = family
    self.slotCount = slotCount
    self.households = households
    self.values = values
    self.isKnown = isKnown
    self.months = months
    self.isOfMonths = isOfMonths
    atomOf = [Int32](repeating: 0, count: households.count * slotCount)
    label = [Int32](repeating: -1, count: households.count * slotCount)
    sums = [Int64](repeating: 0, count: isKnown.count * family.measureCount)
    isSeen = [Bool](repeating: false, count: isKnown.count)
    guard let months, !isOfMonths else { return }
    var atoms: [[Int32]: Int32] = [:]
    for (meter, cells) in months.cellsOfMeter.enumerated() where !cells.isEmpty {
      let atom = atoms[cells] ?? Int32(elements.count)
      if atom == elements.count {
        atoms[cells] = atom
        elements.append([])
        metersOfMonths.append([])
      }
      metersOfMonths[Int(atom) - 1].append(Int32(meter))
      for element in (meter * slotCount)..<((meter + 1) * slotCount) {
        atomOf[element] = atom
        elements[Int(atom)].append(Int32(element))
      }
    }
  }

  func isMonths(_ atom: Int32) -> Bool { atom > 0 && atom <= metersOfMonths.count }

  /// Takes cells that were told before.
  mutating func accept(_ cells: [ReleaseCell]) { _ = take(cells[...], check: false) }

  /// Tells as many of some cells as is safe, the earlier ones first.
  ///
  /// - Parameter areMonths: The cells are parts of cells of months: what no day's cell has of them is left to a later check.
  /// - Returns: Which are told.
  mutating func tell(_ cells: [ReleaseCell], areMonths: Bool = false) -> [Bool] {
    tell(cells[...], areMonths)
  }

  private mutating func tell(_ cells: ArraySlice<ReleaseCell>, _ areMonths: Bool) -> [Bool] {
    if cells.isEmpty || take(cells, check: true, areMonths: areMonths) {
      return [Bool](repeating: true, count: cells.count)
    }
    guard cells.count > 1 else { return [false] }
    let middle = cells.startIndex + cells.count / 2
    return tell(cells[..<middle], areMonths) + tell(cells[middle...], areMonths)
  }

  /// Splits atoms by cells, all of them or none.
  private mutating func take(_ cells: ArraySlice<ReleaseCell>, check: Bool, areMonths: Bool = false) -> Bool {
    let count = Int32(elements.count)
    var touched: [Int32] = []
    var labels = count
    for cell in cells {
      var map: [Int32: Int32] = [:]
      var last: (old: Int32, new: Int32) = (-1, -1)
      for member in cell.members {
        for slot in cell.slots {
          let element = Int(member) * slotCount + slot
          let old = label[element] < 0 ? atomOf[element] : label[element]
          if old != last.old {
            if map[old] == nil {
              map[old] = labels
              labels += 1
            }
            last = (old, map[old]!)
          }
          if label[element] < 0 { touched.append(Int32(element)) }
          label[element] = last.new
        }
      }
    }
    var parts = [[Int32]](repeating: [], count: Int(labels - count))
    for element in touched { parts[Int(label[Int(element)] - count)].append(element) }
    let cut = Set(touched.map { atomOf[Int($0)] }).subtracting([0])
    var rests: [Int32: [Int32]] = [:]
    for atom in cut { rests[atom] = elements[Int(atom)].filter { label[Int($0)] < 0 } }
    if check, !isSafe(parts, rests, areMonths) {
      for element in touched { label[Int(element)] = -1 }
      return false
    }
    for element in touched {
      atomOf[Int(element)] = label[Int(element)]
      label[Int(element)] = -1
    }
    for (atom, rest) in rests { elements[Int(atom)] = rest }
    elements += parts
    return true
  }

  /// Whether what atoms are split into is safe.
  private mutating func isSafe(_ parts: [[Int32]], _ rests: [Int32: [Int32]], _ areMonths: Bool) -> Bool {
    for part in parts where !part.isEmpty {
      // All elements of a part come from one atom.
      let origin = atomOf[Int(part[0])]
      if areMonths, origin == 0 || isMonths(origin) { continue }
      guard isSafe(part) else { return false }
    }
    for (atom, rest) in rests {
      if isMonths(atom) {
        guard areMonths || isSafe(rest, ofMonths: Int(atom)) else { return false }
      } else if !rest.isEmpty {
        guard isSafe(rest) else { return false }
      }
    }
    return true
  }

  /// Whether the sum of elements alone would be safe.
  mutating func isSafe(_ cell: ReleaseCell) -> Bool {
    isSafe(cell.members.flatMap { member in cell.slots.map { member * Int32(slotCount) + Int32($0) } })
  }

  /// Whether the total of elements, and what belongs to an atom of months outside of this day, tells about nobody.
  private mutating func isSafe(_ elements: [Int32], ofMonths atom: Int? = nil) -> Bool {
    let measures = family.measureCount
    var seen: [Int32] = []
    var isWhole = true
    func see(_ meter: Int, _ seen: inout [Int32], _ isSeen: inout [Bool]) -> Int {
      let household = Int(households[meter])
      if !isSeen[household] {
        isSeen[household] = true
        seen.append(Int32(household))
      }
      return household
    }
    for element in elements {
      let meter = Int(element) / slotCount
      let household = see(meter, &seen, &isSeen)
      for at in 0..<measures { sums[household * measures + at] += values[Int(element) * measures + at] }
      if isOfMonths, months!.isCut[meter] { isWhole = false }
    }
    if let atom, let months {
      for meter in metersOfMonths[atom - 1].lazy.map(Int.init) {
        if months.isCut[meter] { isWhole = false }
        guard months.outsideCount[meter] > 0 else { continue }
        let household = see(meter, &seen, &isSeen)
        for at in 0..<measures { sums[household * measures + at] += months.outside[meter * measures + at] }
      }
      if elements.count < metersOfMonths[atom - 1].count * slotCount { isWhole = false }
      if seen.isEmpty { return true }
    }
    defer {
      for household in seen {
        isSeen[Int(household)] = false
        for at in 0..<measures { sums[Int(household) * measures + at] = 0 }
      }
    }
    let isMonth = atom != nil || isOfMonths
    return isSafe(seen, isMonth && isWhole ? rule.householdsOfMonths : rule.households, isMonth: isMonth)
  }

  /// Whether the households that `sums` is of are enough and even, with and without those that are known.
  private func isSafe(_ seen: [Int32], _ least: Int, isMonth: Bool) -> Bool {
    let measures = family.measureCount
    var unknown = 0
    // Totals and greatest of all, then of those that are not known.
    var figures = [Int64](repeating: 0, count: measures * 4)
    for household in seen.lazy.map(Int.init) {
      let isUnknown = !(isKnown[household] || isMonth && months?.isKnown[household] == true)
      if isUnknown { unknown += 1 }
      for at in 0..<measures {
        let size = abs(sums[household * measures + at])
        figures[at] += size
        figures[measures + at] = max(figures[measures + at], size)
        if isUnknown {
          figures[2 * measures + at] += size
          figures[3 * measures + at] = max(figures[3 * measures + at], size)
        }
      }
    }
    guard unknown >= least else { return false }
    return figures.withUnsafeBufferPointer { figures in
      let start = figures.baseAddress!
      return family.isSafe(start, start + measures, share: rule.share)
        && family.isSafe(start + 2 * measures, start + 3 * measures, share: rule.share)
    }
  }

  /// Lets as many of some households be told alone on this day as is safe for all atoms, the earlier ones first.
  ///
  /// - Returns: Which may be told.
  mutating func know(_ candidates: ArraySlice<Int32>) -> [Bool] {
    let added = candidates.filter { !isKnown[Int($0)] || months?.isKnown[Int($0)] == false }
    let before = (isKnown, months?.isKnown)
    for household in added {
      isKnown[Int(household)] = true
      months?.isKnown[Int(household)] = true
    }
    if added.isEmpty || areSafe(with: Set(added)) { return [Bool](repeating: true, count: candidates.count) }
    isKnown = before.0
    if let known = before.1 { months?.isKnown = known }
    guard candidates.count > 1 else { return [false] }
    let middle = candidates.startIndex + candidates.count / 2
    return know(candidates[..<middle]) + know(candidates[middle...])
  }

  /// Whether all atoms that have any of some households are safe.
  private mutating func areSafe(with added: Set<Int32>) -> Bool {
    for atom in elements.indices.dropFirst() {
      let isTouched =
        elements[atom].contains { added.contains(households[Int($0) / slotCount]) }
        || isMonths(Int32(atom)) && metersOfMonths[atom - 1].contains { added.contains(households[Int($0)]) }
      guard isTouched else { continue }
      if isMonths(Int32(atom)) {
        if !isSafe(elements[atom], ofMonths: atom) { return false }
      } else if !isSafe(elements[atom]) {
        return false
      }
    }
    return true
  }

  /// Households that are known, for some of the month too.
  var knownInMonth: [Bool]? { months?.isKnown }
}
