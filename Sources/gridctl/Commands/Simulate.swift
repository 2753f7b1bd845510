import Documents
import Foundation
import Grid
import Simulate

/// `gridctl simulate`: makes up communities, their registry and their dumps.
struct SimulateCommand: Command {
  static let name = "simulate"
  static let summary = "Make up communities: registry, dumps, production that follows consumption."
  static let isRecorded = false
  static let options = [
    output, communities, houses, dayWh, nightWh, perHousehold, productionWh, fromHour, toHour, day, days, zone,
    interval,
    step, solar, cars, batteries, heat, plants, plantMin, plantLimit, loop, faults, seed, .asOf,
  ]

  static let output = Option("output", value: "folder|-", help: "Where the files go; - is one dump on stdout.")
  static let communities = Option("communities", value: "n", help: "Communities (5).")
  static let houses = Option("houses", value: "n", help: "Houses of each community (10).")
  static let dayWh = Option("day-wh", value: "Wh", help: "Use of a community from 06:00 to 22:00 (9000 a house).")
  static let nightWh = Option("night-wh", value: "Wh", help: "Use of a community from 22:00 to 06:00 (2600 a house).")
  static let perHousehold = Option("per-household", help: "Day and night use are those of a household.")
  static let productionWh = Option(
    "production-wh", value: "Wh", help: "What a community's plants make in the first step (its mean use of a step).")
  static let fromHour = Option("from-hour", value: "0..23", help: "First hour of each day (0).")
  static let toHour = Option("to-hour", value: "1..24", help: "The hour before which each day ends (24).")
  static let day = Option("day", value: "day", help: "First local day (yesterday).")
  static let days = Option("days", value: "n", help: "How many days (1).")
  static let zone = Option("zone", value: "zone", help: "IANA time zone (Europe/Paris).")
  static let interval = Option("interval", value: "minutes", help: "Of the meters: 1, 3, 5, 15, 30 or 60 (15).")
  static let step = Option(
    "step", value: "minutes", help: "Of evaluator and day.csv: a multiple of the interval (15, or the interval).")
  static let solar = Option("solar", value: "percent", help: "Houses with solar panels (0).")
  static let cars = Option("cars", value: "percent", help: "Houses with an electric car (0).")
  static let batteries = Option("batteries", value: "percent", help: "Houses with a battery, solar ones first (0).")
  static let heat = Option("heat", value: "percent", help: "Houses with heat pump and water heater (0).")
  static let plants = Option("plants", value: "n", help: "Plants of each community (1).")
  static let plantMin = Option("plant-min", value: "W", help: "Least power of a plant (0).")
  static let plantLimit = Option("plant-limit", value: "W", help: "Greatest power of a plant (100000).")
  static let loop = Option("loop", help: "Plants follow the evaluator; every step is shown.")
  static let faults = Option(
    "faults", value: "list", help: "all, or some of gaps,spikes,duplicates,resets,clock (none).")
  static let seed = Option("seed", value: "n", help: "Another seed, another world (1).")

  let path: String

  init(_ values: OptionValues) throws { path = try values.required(Self.output) }

  func run(in session: Session) throws {
    let simulation = try Self.simulation(session.values, asOf: session.asOf)
    guard path != "-" else {
      return tell(try simulate(simulation, to: 1), in: session)
    }
    let summary = try simulate(simulation, into: path)
    let document = summary.document(of: simulation, created: session.asOf.seconds)
    try session.write(document, to: "\(path)/day.csv")
    try session.write(document, to: "\(path)/day.svg")
    if simulation.followsEvaluator { for line in Self.table(summary.steps) { session.terminal.write(line) } }
    tell(summary, in: session)
  }

  private func tell(_ summary: SimulationSummary, in session: Session) {
    session.summarize(
      "\(counted(summary.readings, "reading")) of \(counted(summary.meters, "meter"))"
        + (summary.faults > 0 ? ", \(counted(summary.faults, "fault"))" : "")
        + (path == "-" ? "" : ", written into \(path)"))
  }

  /// The steps of all communities for the terminal.
  private static func table(_ steps: [Step]) -> [String] {
    let rows = steps.map { step in
      let asked = step.askedWh == 0 ? "as much" : "\(grouped(abs(step.askedWh))) \(step.askedWh > 0 ? "more" : "less")"
      let unmet = step.unmetWh == 0 ? "" : grouped(step.unmetWh)
      let time = Instant(seconds: step.start + Int64(step.offset)).description
      return [
        "\(time.prefix(10)) \(time.dropFirst(11).prefix(5))", grouped(step.consumptionWh), grouped(step.productionWh),
        step.balance.map { "\($0 / 10).\($0 % 10) %" }, asked, unmet,
      ] as [String?]
    }
    return gridctl.table(["time", "consumption Wh", "production Wh", "balance", "asked", "unmet Wh"], rows)
  }
}

extension SimulateCommand {
  /// The simulation that the options describe.
  static func simulation(_ values: OptionValues, asOf: Instant) throws -> Simulation {
    let zone = values.text(Self.zone) ?? "Europe/Paris"
    var simulation = Simulation(firstDay: try firstDay(values, zone: zone, asOf: asOf))
    simulation.zone = zone
    simulation.communities = try number(values, communities, 1...9999) ?? 5
    simulation.houses = try number(values, houses, 1...99_999) ?? 10
    simulation.dayWh = try number(values, dayWh, 0...1_000_000_000).map(Int64.init)
    simulation.nightWh = try number(values, nightWh, 0...1_000_000_000).map(Int64.init)
    simulation.isPerHousehold = values.has(perHousehold)
    simulation.productionWh = try number(values, productionWh, 0...1_000_000_000).map(Int64.init)
    simulation.fromHour = try number(values, fromHour, 0...23) ?? 0
    simulation.toHour = try number(values, toHour, 1...24) ?? 24
    guard simulation.fromHour < simulation.toHour else {
      throw UsageFailure("--to-hour is not after --from-hour", hint: "Both count from midnight; a night is two runs.")
    }
    simulation.dayCount = try number(values, days, 1...1000) ?? 1
    simulation.intervalMinutes = try number(values, interval, 1...60) ?? 15
    guard [1, 3, 5, 15, 30, 60].contains(simulation.intervalMinutes) else {
      throw UsageFailure("--interval is none of 1, 3, 5, 15, 30, 60", hint: "Meters have no others.")
    }
    simulation.stepMinutes = try number(values, step, 1...60) ?? max(15, simulation.intervalMinutes)
    guard 60 % simulation.stepMinutes == 0, simulation.stepMinutes % simulation.intervalMinutes == 0 else {
      throw UsageFailure(
        "--step divides no hour, or the interval not the step", hint: "With --interval 15: 15, 30, 60.")
    }
    simulation.solarPercent = try number(values, solar, 0...100) ?? 0
    simulation.carPercent = try number(values, cars, 0...100) ?? 0
    simulation.batteryPercent = try number(values, batteries, 0...100) ?? 0
    simulation.heatPercent = try number(values, heat, 0...100) ?? 0
    simulation.plants = try number(values, plants, 0...999) ?? 1
    simulation.plantMinW = Int64(try number(values, plantMin, 0...1_000_000_000) ?? 0)
    simulation.plantMaxW = Int64(
      try number(values, plantLimit, 0...1_000_000_000) ?? max(100_000, Int(simulation.plantMinW)))
    guard simulation.plantMinW <= simulation.plantMaxW else {
      throw UsageFailure("--plant-min is above --plant-limit", hint: "Both are W of one plant.")
    }
    simulation.followsEvaluator = values.has(loop)
    simulation.faults = try faultKinds(values.text(faults) ?? "")
    let seedText = values.text(seed) ?? "1"
    guard let seed = UInt64(seedText) else {
      throw UsageFailure("--seed is no whole number: '\(seedText)'")
    }
    simulation.seed = seed
    return simulation
  }

  private static func firstDay(_ values: OptionValues, zone: String, asOf: Instant) throws -> LocalDay {
    guard values.text(day) == nil else { return try values.day(day) }
    let ahead = TimeZone(identifier: zone)?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(asOf.seconds))) ?? 0
    let today = (asOf.seconds + Int64(ahead)).quotientAndRemainder(flooringBy: 86_400).quotient
    return LocalDay(number: Int32(today) - 1)
  }

  private static func number(_ values: OptionValues, _ option: Option, _ range: ClosedRange<Int>) throws -> Int? {
    guard let text = values.text(option) else { return nil }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), range.contains(number) else {
      throw UsageFailure(
        "--\(option.name) is no whole number from \(grouped(range.lowerBound)) to \(grouped(range.upperBound)): '\(text)'",
        hint: "\(option.name): \(option.help)")
    }
    return number
  }

  private static func faultKinds(_ text: String) throws -> Set<FaultKind> {
    if text == "all" { return Set(FaultKind.allCases) }
    return Set(
      try text.split(separator: ",").map { word in
        guard let kind = FaultKind(rawValue: String(word)) else {
          let names = FaultKind.allCases.map(\.rawValue)
          throw UsageFailure(
            "--faults knows no '\(word)'",
            hint: nearest(String(word), among: names).map { "Did you mean '\($0)'?" }
              ?? "One of: \(names.joined(separator: ", ")), or all.")
        }
        return kind
      })
  }
}
