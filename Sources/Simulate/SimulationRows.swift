import Grid

/// The meter that a day's rows are of.
struct RowSource {
  let code: [UInt8]
  let community: Int
  /// Of the meter within its community: houses, then plants.
  let number: Int
  /// The greatest mean power in W that is believed.
  let limitW: Int64
  let isPlant: Bool
}

extension SimulationRun {
  /// Writes a meter's day, with the faults that befall it.
  mutating func write(
    _ readings: MeterReadings, of source: RowSource, _ plan: DayPlan, into writer: DumpWriter, file: String
  ) throws {
    summary.readings -= writer.lines
    defer { summary.readings += writer.lines }
    if !simulation.faults.isEmpty {
      let faults = FaultPlan(
        simulation.faults, plan, limitWh: source.limitW * Int64(plan.interval) / 3600, readings: readings,
        produces: source.isPlant, seed: simulation.seed, community: source.community, meter: source.number)
      if !faults.faults.isEmpty { return try write(readings, faults, of: source, plan, into: writer, file: file) }
    }
    try source.code.withUnsafeBytes { code in
      try plan.stamps.withUnsafeBytes { stamps in
        try readings.consumed.withUnsafeBufferPointer { consumed in
          try readings.produced.withUnsafeBufferPointer { produced in
            try readings.discharged.withUnsafeBufferPointer { discharged in
              for slot in plan.slots {
                let start = stamps.baseAddress.unsafelyUnwrapped + slot &* DayPlan.stampLength
                try writer.row(
                  code, UnsafeRawBufferPointer(start: start, count: DayPlan.stampLength), consumed[slot],
                  produced[slot], discharged[slot])
              }
            }
          }
        }
      }
    }
  }

  private mutating func write(
    _ readings: MeterReadings, _ plan: FaultPlan, of source: RowSource, _ day: DayPlan, into writer: DumpWriter,
    file: String
  ) throws {
    func row(_ slot: Int, stamp: [UInt8]? = nil, value: Int64? = nil) throws {
      try writer.row(readings, slot, of: source, stamp: stamp ?? day.stamp(of: slot), value: value)
    }
    func note(_ fault: Fault, _ slot: Int, _ effect: String, hasLine: Bool = true) {
      let instant = Instant(seconds: day.start(of: slot).instant)
      let line = hasLine ? "\(writer.lines)" : ""
      truth.append(
        "\(file),\(line),\(fault.name),\(String(decoding: source.code, as: UTF8.self)),\(instant),\(effect)\n")
    }
    let perHour = 3600 / Int(day.interval)
    summary.faults += plan.faults.count
    for slot in day.slots {
      guard let fault = plan.faults[slot] else {
        try row(slot)
        if plan.isMet(slot) {
          note(.hourAhead, slot, readings.isSame(slot, slot - perHour) ? "repeated" : "conflicting-duplicate")
        }
        continue
      }
      switch fault {
      case .gap: note(fault, slot, "missing", hasLine: false)
      case .spike(let wh):
        try row(slot, value: wh)
        note(fault, slot, "above-limit")
      case .reset(let wh):
        try row(slot, value: wh)
        note(fault, slot, "negative")
      case .duplicate:
        try row(slot)
        try row(slot)
        note(fault, slot, "repeated")
      case .conflict(let wh):
        try row(slot, value: wh)
        try row(slot)
        note(fault, slot, "conflicting-duplicate")
      case .year2000(let slots):
        let seconds = LocalDay(year: 2000, month: 1, day: 1)!.number
        try row(slot, stamp: stamp(at: Int64(seconds) * 86_400 + Int64(slots) * Int64(day.interval), offset: 0))
        note(fault, slot, "outside-membership")
      case .hourAhead:
        let (instant, offset) = day.start(of: slot + perHour)
        try row(slot, stamp: stamp(at: instant, offset: offset))
        note(fault, slot, "replaced")
      case .offGrid(let seconds):
        let (instant, offset) = day.start(of: slot)
        try row(slot, stamp: stamp(at: instant + seconds, offset: offset))
        note(fault, slot, "off-grid")
      }
    }
  }
}

extension DumpWriter {
  /// A row that may be wrong.
  ///
  /// - Parameter value: In place of what the meter counts: a plant's production, a house's consumption.
  fileprivate func row(
    _ readings: MeterReadings, _ slot: Int, of source: RowSource, stamp: [UInt8], value: Int64?
  ) throws {
    try source.code.withUnsafeBytes { code in
      try stamp.withUnsafeBytes { stamp in
        try row(
          code, stamp, source.isPlant ? readings.consumed[slot] : value ?? readings.consumed[slot],
          source.isPlant ? value ?? readings.produced[slot] : readings.produced[slot], readings.discharged[slot])
      }
    }
  }
}

extension DayPlan {
  fileprivate func stamp(of slot: Int) -> [UInt8] {
    Array(stamps[slot * Self.stampLength..<(slot + 1) * Self.stampLength])
  }
}

extension MeterReadings {
  fileprivate func isSame(_ a: Int, _ b: Int) -> Bool {
    consumed[a] == consumed[b] && produced[a] == produced[b] && discharged[a] == discharged[b]
  }
}
