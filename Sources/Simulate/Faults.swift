/// What is wrong with one reading.
enum Fault {
  /// It never came.
  case gap
  /// Another value, above the meter's limit, is in its place.
  case spike(wh: Int64)
  /// Its row comes twice.
  case duplicate
  /// A row with another value comes before its own.
  case conflict(wh: Int64)
  /// The counter began anew: the difference of its two states.
  case reset(wh: Int64)
  /// The clock fell back to 2000-01-01; so many slots before.
  case year2000(slots: Int)
  /// The clock is an hour ahead.
  case hourAhead
  /// The clock drifted by so many seconds.
  case offGrid(seconds: Int64)

  var name: String {
    switch self {
    case .gap: "gap"
    case .spike: "spike"
    case .duplicate: "duplicate"
    case .conflict: "conflict"
    case .reset: "reset"
    case .year2000: "year-2000"
    case .hourAhead: "hour-ahead"
    case .offGrid: "off-grid"
    }
  }
}

/// The faults of one meter's day, by slot.
struct FaultPlan {
  private(set) var faults: [Int: Fault] = [:]
  /// Slots that another fault needs as they are: the readings that an hour-ahead clock collides with.
  private var reserved: Set<Int> = []
  private let slots: Range<Int>

  /// Each kind befalls a meter on one day of ten. A fault that would meet another one, or the end of the day, does not come.
  ///
  /// - Parameters:
  ///   - limitWh: The greatest energy of a slot that the meter may show.
  ///   - readings: The true ones.
  init(
    _ kinds: Set<FaultKind>, _ plan: DayPlan, limitWh: Int64, readings: MeterReadings, produces: Bool,
    seed: UInt64, community: Int, meter: Int
  ) {
    slots = plan.slots
    guard !slots.isEmpty else { return }
    for (index, kind) in FaultKind.allCases.enumerated() where kinds.contains(kind) {
      var random = RandomStream(seed: seed, .faults, community, meter, Int(plan.day.day.number), index)
      guard random.draw(1...10) == 1 else { continue }
      let first = Int(random.draw(Int64(slots.lowerBound)...Int64(slots.upperBound - 1)))
      let value = produces ? readings.produced[first] : readings.consumed[first]
      switch kind {
      case .gaps: put(first, Int(random.draw(1...12))) { _ in .gap }
      case .spikes: put(first, Int(random.draw(1...3))) { _ in .spike(wh: limitWh * random.draw(2...20) + 1) }
      case .duplicates where random.draw(0...1) == 0: put(first, Int(random.draw(1...4))) { _ in .duplicate }
      case .duplicates: put(first, 1) { _ in .conflict(wh: value > 0 ? random.draw(0...value - 1) : 1) }
      case .resets: put(first, 1) { _ in .reset(wh: value - random.draw(1_000_000...90_000_000)) }
      case .clock:
        let length = Int(random.draw(1...4))
        switch random.draw(1...3) {
        case 1: put(first, length) { .year2000(slots: $0) }
        case 2: putHourAhead(first, min(length, 3600 / Int(plan.interval)), perHour: 3600 / Int(plan.interval))
        default:
          let seconds = random.draw(1...59)
          put(first, length) { _ in .offGrid(seconds: seconds) }
        }
      }
    }
  }

  private func isFree(_ stretch: Range<Int>) -> Bool {
    slots.contains(stretch.lowerBound) && stretch.upperBound <= slots.upperBound
      && stretch.allSatisfy { faults[$0] == nil && !reserved.contains($0) }
  }

  private mutating func put(_ first: Int, _ length: Int, _ fault: (Int) -> Fault) {
    guard isFree(first..<first + length) else { return }
    for at in 0..<length { faults[first + at] = fault(at) }
  }

  private mutating func putHourAhead(_ first: Int, _ length: Int, perHour: Int) {
    let target = first + perHour..<first + perHour + length
    guard isFree(target), isFree(first..<first + length) else { return }
    for at in 0..<length { faults[first + at] = .hourAhead }
    reserved.formUnion(target)
  }

  /// Whether the reading of a slot comes after one that an hour-ahead clock put in its place.
  func isMet(_ slot: Int) -> Bool { reserved.contains(slot) }
}
