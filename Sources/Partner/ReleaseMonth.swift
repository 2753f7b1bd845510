import Database
import Grid

/// A month's meters, as far as cells of whole months are concerned.
struct ReleaseMonth {
  let month: LocalDay
  /// By family: what no day's cell has, by meter and measure, and how many elements; who has elements in a day's cell.
  private(set) var rest: [[Int64]]
  private(set) var restCount: [[Int32]]
  private(set) var isCut: [[Bool]]
  /// mWh of all elements, by family.
  private(set) var total: [[Int64]]
  /// Members of told cells, by family.
  private let told: [[[Int32]]]
  private(set) var isKnown: [[Bool]]

  init(_ month: LocalDay, of world: ReleaseWorld) {
    self.month = month
    let count = world.meters.count
    let families = ReleaseFamily.allCases
    rest = families.map { [Int64](repeating: 0, count: count * $0.measureCount) }
    total = rest
    restCount = families.map { _ in [Int32](repeating: 0, count: count) }
    isCut = families.map { _ in [Bool](repeating: false, count: count) }
    told = families.map { world.toldMonths($0, month) }
    let days = (0..<Period(month, month.startOfNextMonth)!.dayCount).map(month.advanced)
    isKnown = families.map { world.known($0, on: days) }
  }

  /// The atoms of a day among old cells.
  ///
  /// - Parameter withMonths: What cells of months have besides, which is complete when all days were added.
  func atoms(
    _ family: ReleaseFamily, _ day: ReleaseDay, of world: ReleaseWorld, withMonths: Bool
  ) -> ReleaseAtoms {
    let at = family.rawValue
    let measures = family.measureCount
    var months: ReleaseAtoms.Months?
    let old = world.told(family, on: day.day, slotCount: day.slotCount)
    if !told[at].isEmpty {
      var cells = [[Int32]](repeating: [], count: world.meters.count)
      for (cell, members) in told[at].enumerated() { for member in members { cells[Int(member)].append(Int32(cell)) } }
      var outside = rest[at]
      var outsideCount = restCount[at]
      if withMonths {
        var isCovered = [Bool](repeating: false, count: world.meters.count * day.slotCount)
        for cell in old {
          for member in cell.members { for slot in cell.slots { isCovered[Int(member) * day.slotCount + slot] = true } }
        }
        for element in isCovered.indices where !isCovered[element] {
          let meter = element / day.slotCount
          outsideCount[meter] -= 1
          for measure in 0..<measures {
            outside[meter * measures + measure] -= day.values[at][element * measures + measure]
          }
        }
      }
      months = .init(
        cellsOfMeter: cells, outside: outside, outsideCount: outsideCount, isCut: isCut[at], isKnown: isKnown[at])
    }
    var atoms = ReleaseAtoms(
      world.rule, family, slotCount: day.slotCount, households: world.households, values: day.values[at],
      isKnown: world.known(family, on: [day.day]), months: months)
    atoms.accept(old)
    return atoms
  }

  /// Adds what no day's cell has of a day.
  mutating func add(_ day: ReleaseDay, _ atoms: ReleaseAtoms, _ family: ReleaseFamily) {
    let measures = family.measureCount
    let at = family.rawValue
    for (element, atom) in atoms.atomOf.enumerated() {
      let meter = element / day.slotCount
      for measure in 0..<measures {
        total[at][meter * measures + measure] += day.values[at][element * measures + measure]
      }
      guard atom == 0 || atoms.isMonths(atom) else {
        isCut[at][meter] = true
        continue
      }
      restCount[at][meter] += 1
      for measure in 0..<measures {
        rest[at][meter * measures + measure] += day.values[at][element * measures + measure]
      }
    }
  }

  /// Takes off what new cells of a day have.
  mutating func take(_ day: ReleaseDay, _ atoms: ReleaseAtoms, from old: ReleaseAtoms, _ family: ReleaseFamily) {
    let measures = family.measureCount
    let at = family.rawValue
    for (element, atom) in atoms.atomOf.enumerated() {
      let before = old.atomOf[element]
      guard atom != before, before == 0 || old.isMonths(before) else { continue }
      let meter = element / day.slotCount
      isCut[at][meter] = true
      restCount[at][meter] -= 1
      for measure in 0..<measures {
        rest[at][meter * measures + measure] -= day.values[at][element * measures + measure]
      }
    }
  }

  /// Remembers households of which partners are told alone on a day.
  mutating func know(_ households: [Int32], _ family: ReleaseFamily) {
    for household in households { isKnown[family.rawValue][Int(household)] = true }
  }

  /// Which cells of the whole month may be told, as far as what no day's cell has is concerned.
  func tell(_ members: [[Int32]], _ family: ReleaseFamily, of world: ReleaseWorld) -> [Bool] {
    let at = family.rawValue
    let months = ReleaseAtoms.Months(
      cellsOfMeter: [], outside: [], outsideCount: [], isCut: isCut[at], isKnown: isKnown[at])
    var atoms = ReleaseAtoms(
      world.rule, family, slotCount: 1, households: world.households, values: rest[at], isKnown: isKnown[at],
      months: months, isOfMonths: true)
    func cells(_ members: [[Int32]]) -> [ReleaseCell] {
      members.map { ReleaseCell(members: $0.filter { restCount[at][Int($0)] > 0 }, slots: 0..<1) }
    }
    atoms.accept(cells(told[at]))
    return atoms.tell(cells(members))
  }
}
