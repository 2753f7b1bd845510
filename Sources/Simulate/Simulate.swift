import Foundation
import Grid

/// Simulates communities and writes their registry and dumps into a folder, which is made where there is none.
///
/// One dump a community, named by the end of the last day and the community; with faults `truth.csv`, which says what is
/// wrong in which line; the steps of all communities in `day.csv` and `day.svg`.
///
/// - Throws: Status 78 for a zone that is not known, 73 and 74 for files that cannot be written.
public func simulate(_ simulation: Simulation, into folder: String) throws -> SimulationSummary {
  var run = try SimulationRun(simulation)
  do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  } catch {
    throw PlainFailure(.cannotCreate, "cannot make the folder \(folder)", hint: "Name another one with --output.")
  }
  for (name, text) in registryFiles(of: simulation) {
    try run.write(text, as: name, in: folder)
  }
  let received = Instant(seconds: run.plans.last!.day.start + Int64(run.plans.last!.day.length)).description
  let stamp = received.filter { !"-:Z".contains($0) }
  for community in 0..<simulation.communities {
    let name = "\(stamp)_\(simulation.code(community)).csv"
    let writer = try DumpWriter(file: "\(folder)/\(name)")
    try writer.line(DumpWriter.header)
    try run.simulate(community, into: writer, file: name)
    try writer.finish()
    run.summary.files.append(name)
  }
  if !simulation.faults.isEmpty {
    try run.write("file,line,kind,meter,instant,effect\n" + run.truth.joined(), as: "truth.csv", in: folder)
  }
  return run.summary
}

/// Simulates communities and writes their readings to an open descriptor, as one dump.
public func simulate(_ simulation: Simulation, to descriptor: Int32) throws -> SimulationSummary {
  var run = try SimulationRun(simulation)
  let writer = DumpWriter(descriptor: descriptor)
  try writer.line(DumpWriter.header)
  for community in 0..<simulation.communities { try run.simulate(community, into: writer, file: "-") }
  try writer.finish()
  return run.summary
}

extension Simulation {
  /// `C01`, or with more digits where there are more than 99.
  func code(_ community: Int) -> String { "C" + padded(community + 1, max(2, "\(communities)".count)) }

  func houseCode(_ community: Int, _ house: Int) -> String {
    "\(code(community))-H" + padded(house + 1, max(2, "\(houses)".count))
  }

  func plantCode(_ community: Int, _ plant: Int) -> String {
    "\(code(community))-P" + padded(plant + 1, "\(plants)".count)
  }
}

/// One run of the simulator.
struct SimulationRun {
  let simulation: Simulation
  let plans: [DayPlan]
  var summary = SimulationSummary()
  /// Lines of `truth.csv`.
  var truth: [String] = []
  /// First of each day's steps in `summary.steps`.
  private let firstSteps: [Int]
  private let standardOffset: Int64

  init(_ simulation: Simulation) throws {
    self.simulation = simulation
    let calendar = LocalCalendar(zone: simulation.zone, from: simulation.firstDay, count: simulation.dayCount)
    guard let calendar, let rules = TimeZone(identifier: simulation.zone) else {
      throw PlainFailure(
        .configuration, "there is no time zone '\(simulation.zone)'", hint: "Name it as IANA does: Europe/Paris.")
    }
    plans = calendar.days.map { DayPlan($0, simulation) }
    let noon = Date(timeIntervalSince1970: Double(calendar.days[0].start + 43_200))
    standardOffset = Int64(rules.secondsFromGMT(for: noon)) - Int64(rules.daylightSavingTimeOffset(for: noon))
    let perStep = Int(simulation.stepSeconds) / Int(simulation.intervalSeconds)
    var firsts: [Int] = []
    for plan in plans {
      firsts.append(summary.steps.count)
      for slot in plan.slots where slot % perStep == 0 || slot == plan.slots.lowerBound {
        let (start, offset) = plan.start(of: slot)
        summary.steps.append(Step(start: start, offset: offset))
      }
    }
    firstSteps = firsts
  }

  func write(_ text: String, as name: String, in folder: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"), options: .atomic)
    } catch {
      throw PlainFailure(.cannotCreate, "cannot write \(folder)/\(name)", hint: "Name another folder with --output.")
    }
  }

  /// Simulates all days of a community.
  mutating func simulate(_ community: Int, into writer: DumpWriter, file: String) throws {
    var houses = Household.all(of: community, in: simulation)
    var plants = Plants(
      minW: simulation.plantMinW * Int64(simulation.plants), maxW: simulation.plantMaxW * Int64(simulation.plants),
      startingWh: simulation.startingWh, follows: simulation.followsEvaluator)
    let houseCodes = houses.map { Array(simulation.houseCode(community, $0.number).utf8) }
    let plantCodes = (0..<simulation.plants).map { Array(simulation.plantCode(community, $0).utf8) }
    summary.meters += houseCodes.count + plantCodes.count
    for (index, plan) in plans.enumerated() where !plan.slots.isEmpty {
      var readings = MeterReadings(count: plan.mean.count)
      var sums = MeterReadings(count: plan.mean.count)
      let climate = Climate(
        plan, standardOffset: standardOffset,
        random: RandomStream(seed: simulation.seed, .weather, community, Int(plan.day.day.number)))
      for number in houses.indices {
        readings.clear()
        houses[number].live(plan, climate, seed: simulation.seed, into: &readings)
        sums.add(readings, in: plan.slots)
        let row = RowSource(
          code: houseCodes[number], community: community, number: number, limitW: simulation.householdLimitW,
          isPlant: false)
        try write(readings, of: row, plan, into: writer, file: file)
      }
      let made = step(&plants, through: plan, sums, firstStep: firstSteps[index])
      for number in plantCodes.indices {
        readings.clear()
        share(made, of: number, plan, into: &readings.produced)
        let row = RowSource(
          code: plantCodes[number], community: community, number: simulation.houses + number,
          limitW: simulation.plantLimitW, isPlant: true)
        try write(readings, of: row, plan, into: writer, file: file)
      }
    }
  }

  /// The slots of a day's steps, those that are simulated.
  private func stepSlots(_ plan: DayPlan) -> [Range<Int>] {
    let perStep = Int(simulation.stepSeconds) / Int(simulation.intervalSeconds)
    let bounds = [plan.slots.lowerBound] + plan.slots.dropFirst().filter { $0 % perStep == 0 } + [plan.slots.upperBound]
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  /// Lets the plants work through a day and adds it to the steps of all communities.
  ///
  /// - Returns: What they made in each step.
  private mutating func step(
    _ plants: inout Plants, through plan: DayPlan, _ sums: MeterReadings, firstStep: Int
  ) -> [Int64] {
    let slots = stepSlots(plan)
    return slots.indices.map { index in
      let seconds = { (range: Range<Int>) in Int64(range.count) * Int64(plan.interval) }
      let consumed = sums.consumed[slots[index]].reduce(0, +)
      let produced = sums.produced[slots[index]].reduce(0, +)
      let made = simulation.plants == 0 ? 0 : plants.made(seconds: seconds(slots[index]))
      let next = index + 1 < slots.count ? seconds(slots[index + 1]) : simulation.stepSeconds
      let (asked, unmet) = plants.follow(
        consumed: consumed, made: made, given: produced + sums.discharged[slots[index]].reduce(0, +), seconds: next)
      summary.steps[firstStep + index].consumptionWh += consumed
      summary.steps[firstStep + index].productionWh += produced + made
      summary.steps[firstStep + index].askedWh += asked
      summary.steps[firstStep + index].unmetWh += unmet
      return made
    }
  }

  /// One plant's part of what all made: the same for each, what is left over to the first ones, evenly over the slots.
  private func share(_ made: [Int64], of number: Int, _ plan: DayPlan, into produced: inout [Int64]) {
    let count = Int64(simulation.plants)
    for (slots, all) in zip(stepSlots(plan), made) {
      let own = all / count + (Int64(number) < all % count ? 1 : 0)
      let parts = Int64(slots.count)
      for (at, slot) in slots.enumerated() { produced[slot] = own * Int64(at + 1) / parts - own * Int64(at) / parts }
    }
  }
}

extension MeterReadings {
  fileprivate mutating func add(_ other: MeterReadings, in slots: Range<Int>) {
    for slot in slots {
      consumed[slot] &+= other.consumed[slot]
      produced[slot] &+= other.produced[slot]
      discharged[slot] &+= other.discharged[slot]
    }
  }
}
