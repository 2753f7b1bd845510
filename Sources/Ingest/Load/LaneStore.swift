import Grid

/// The days of registers that a dump has opened and that are not written yet. Bounded: the loader empties it when it is full.
struct LaneStore {
  /// One register of one meter.
  struct Lane {
    /// Position in the meter table.
    let meter: Int32
    let register: Register
    /// The meter's interval in seconds.
    let interval: Int32
  }

  /// What an open day takes beside its vectors: its own fields, its place in the table, the allocator's share.
  private static let overhead = 192

  /// Bytes of days that are held before days are written.
  let byteLimit: Int
  private(set) var lanes: [Lane] = []
  var days: [OpenLane] = []
  private(set) var byteCount = 0
  /// Each lane's day that was written to last.
  private var current: [Int32] = []
  /// Each lane's latest open day.
  private var latest: [Int32] = []
  private var index: [UInt64: Int32] = [:]
  private let archive = LaneArchive()

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  var isFull: Bool { byteCount > byteLimit }

  mutating func add(_ lane: Lane) -> Int32 {
    lanes.append(lane)
    current.append(-1)
    latest.append(.min)
    return Int32(lanes.count - 1)
  }

  /// The open day of a lane that an instant is in, when it is the one written to last; −1 otherwise.
  @inline(__always)
  func currentDay(of lane: Int32, at instant: Int64) -> Int {
    let position = Int(current[Int(lane)])
    guard position >= 0, instant >= days[position].start, instant < days[position].end else { return -1 }
    return position
  }

  /// The open day of a lane, opened when it is not.
  ///
  /// - Parameters:
  ///   - step: Seconds of the intervals that will be put in; divides the lane's interval.
  ///   - stored: Fills a day that is opened once more with what the database holds of it from this dump.
  mutating func open(
    _ lane: Int32, step: Int32, communityID: Int64, day: LocalCalendar.Day, stored: (inout OpenLane) throws -> Void
  ) throws -> Int {
    let key = LaneStore.key(lane, day.day)
    // Days mostly come in their order: one after all that are open need not be looked for.
    if day.day.number <= latest[Int(lane)], let position = index[key] {
      current[Int(lane)] = position
      return Int(position)
    }
    latest[Int(lane)] = max(latest[Int(lane)], day.day.number)
    var opened = OpenLane(
      lane, communityID: communityID, day: day, step: step, interval: lanes[Int(lane)].interval)
    try archive.recall(&opened, stored: stored)
    days.append(opened)
    index[key] = Int32(days.count - 1)
    current[Int(lane)] = Int32(days.count - 1)
    byteCount += opened.byteCount + LaneStore.overhead
    return days.count - 1
  }

  /// Changes an open day, and counts the bytes that it then takes.
  mutating func change<T>(_ position: Int, _ body: (inout OpenLane) throws -> T) rethrows -> T {
    let before = days[position].byteCount
    defer { byteCount += days[position].byteCount - before }
    return try body(&days[position])
  }

  private static func key(_ lane: Int32, _ day: LocalDay) -> UInt64 {
    UInt64(UInt32(bitPattern: lane)) << 32 | UInt64(UInt32(bitPattern: day.number))
  }

  /// Takes out the complete days, or all of them when that would not make room. Days without a value are dropped.
  ///
  /// - Parameter isLast: Nothing will be put in any more.
  mutating func removeForWriting(isLast: Bool) throws -> [OpenDay] {
    var takesAll = isLast
    if !isLast {
      let bytes = days.reduce(0) { $0 + ($1.isComplete() ? $1.byteCount + LaneStore.overhead : 0) }
      takesAll = bytes < byteCount / 2
    }
    var taken: [OpenLane] = []
    taken.reserveCapacity(days.count)
    var left = 0
    for at in days.indices {
      if !takesAll, !days[at].isComplete() {
        days[left] = days[at]
        left += 1
        continue
      }
      byteCount -= days[at].byteCount + LaneStore.overhead
      if days[at].isEmpty() { days[at].free() } else { taken.append(days[at]) }
    }
    days.removeLast(days.count - left)
    index.removeAll(keepingCapacity: true)
    for at in current.indices { (current[at], latest[at]) = (-1, .min) }
    for (position, day) in days.enumerated() {
      index[LaneStore.key(day.lane, day.day)] = Int32(position)
      latest[Int(day.lane)] = max(latest[Int(day.lane)], day.day.number)
    }
    if !isLast {
      let isInOrder = zip(taken, taken.dropFirst()).allSatisfy { ($0.lane, $0.day) < ($1.lane, $1.day) }
      if !isInOrder { taken.sort { ($0.lane, $0.day) < ($1.lane, $1.day) } }
      try archive.put(taken) { lanes[Int($0.lane)].interval }
    }
    return taken.map { day in
      let lane = lanes[Int(day.lane)]
      return day.close(
        meter: lane.meter, register: lane.register, interval: lane.interval, isLevel: lane.register == .batteryLevel)
    }
  }
}
