import Grid

/// Energy within the simulation: 1 Wh is this many parts, so that a per mille of a small reading is still exact.
let partsPerWh: Int64 = 1000 << 20

/// What all households have in common on one local day: its slots, their time stamps, the mean household's use.
struct DayPlan {
  let day: LocalCalendar.Day
  /// Seconds of a slot.
  let interval: Int32
  /// The slots that are simulated, those of the hours asked for.
  let slots: Range<Int>
  /// `,2026-06-01T00:00:00+02:00,` for each slot of the day, one behind the other.
  let stamps: [UInt8]
  static let stampLength = 27
  /// What the mean household uses in each slot, in parts per mille: mean × 1000 is its use in parts.
  let mean: [Int64]

  init(_ day: LocalCalendar.Day, _ simulation: Simulation) {
    self.day = day
    interval = simulation.intervalSeconds
    let count = day.intervals(of: interval)
    let (day, interval) = (day, interval)
    let hours = Int32(simulation.fromHour * 3600)..<Int32(simulation.toHour * 3600)
    let shown = (0..<count).filter { hours.contains(day.wallClock(elapsed: Int32($0) * interval)) }
    slots = shown.first.map { $0..<shown.last! + 1 } ?? 0..<0
    stamps = (0..<count).flatMap { slot in
      let elapsed = Int32(slot) * interval
      return stamp(at: day.start + Int64(elapsed), offset: elapsed < day.transition ? day.offset : day.offsetAfter)
    }
    let profile = Profile(
      dayWh: simulation.communityDayWh, nightWh: simulation.communityNightWh, houses: simulation.houses)
    mean = (0..<count).map { slot in
      profile.mean(wall: day.wallClock(elapsed: Int32(slot) * interval), seconds: interval)
    }
  }

  /// Seconds into the day at which its wall clock first shows a time; the jump's end for one that never comes.
  func elapsed(wall: Int32) -> Int32 {
    let start = day.wallClock(elapsed: 0)
    guard wall - start >= day.transition else { return max(0, wall - start) }
    return max(day.transition, wall - start - (day.offsetAfter - day.offset))
  }

  /// First instant of a slot, and what local time is ahead of UTC then.
  func start(of slot: Int) -> (instant: Int64, offset: Int32) {
    let elapsed = Int32(slot) * interval
    return (day.start + Int64(elapsed), elapsed < day.transition ? day.offset : day.offsetAfter)
  }
}

/// `,2026-06-01T00:00:00+02:00,`, the middle of a row.
func stamp(at instant: Int64, offset: Int32) -> [UInt8] {
  let local = Instant(seconds: instant + Int64(offset)).description.dropLast()
  let minutes = Int(offset.magnitude) / 60
  return Array(",\(local)\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2)),".utf8)
}

/// How a household's use is spread over the quarter hours of a day.
struct Profile {
  /// From 06:00 to 22:00 day, else night.
  static let dayQuarters = 24..<88
  /// Weights of the 24 hours, straight lines between their middles: low at night, high at noon and in the evening.
  private static let hours: [Int64] = [
    60, 50, 45, 45, 50, 60, 75, 95, 100, 90, 85, 90, 110, 105, 90, 85, 85, 95, 125, 150, 150, 130, 100, 75,
  ]
  /// Weights of the quarter hours, each known to an eighth.
  static let weights: [Int64] = (0..<96).map { quarter in
    let eighth = quarter * 2 + 1 - 4  // from the middle of the hour before
    let hour = (eighth + 192) / 8 % 24
    let part = Int64((eighth + 192) % 8)
    return hours[hour] * (8 - part) + hours[(hour + 1) % 24] * part
  }

  /// Numerators over `denominator`: parts × 1/1000 of a second of each quarter.
  private let rates: [Int128]
  private let denominators: [Int128]

  init(dayWh: Int64, nightWh: Int64, houses: Int) {
    let dayWeight = Self.weights[Self.dayQuarters].reduce(0, +)
    let nightWeight = Self.weights.reduce(0, +) - dayWeight
    let unit = Int128(partsPerWh / 1000)
    rates = Self.weights.enumerated().map { quarter, weight in
      Int128(Self.dayQuarters.contains(quarter) ? dayWh : nightWh) * Int128(weight) * unit
    }
    denominators = (0..<96).map { quarter in
      Int128(Self.dayQuarters.contains(quarter) ? dayWeight : nightWeight) * 900 * Int128(houses)
    }
  }

  /// The mean household's use from a time of the wall clock on, in parts per mille.
  func mean(wall: Int32, seconds: Int32) -> Int64 {
    var sum: Int128 = 0
    var at = wall
    while at < wall + seconds {
      let quarter = Int(at / 900) % 96
      let length = min(900 - at % 900, wall + seconds - at)
      sum += rates[quarter] * Int128(length) / denominators[quarter]
      at += length
    }
    return Int64(sum)
  }
}
