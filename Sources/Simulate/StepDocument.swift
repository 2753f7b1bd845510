import Documents
import Grid

extension SimulationSummary {
  /// Consumption and production of each step as a table with a chart.
  ///
  /// - Parameter created: Seconds since the epoch; equal ones give equal bytes.
  public func document(of simulation: Simulation, created: Int64) -> Document {
    let last = simulation.firstDay.advanced(by: simulation.dayCount - 1)
    let days = simulation.dayCount == 1 ? "\(simulation.firstDay)" : "\(simulation.firstDay) to \(last)"
    let loop = simulation.followsEvaluator ? [Column("Asked Wh", .integer), Column("Unmet Wh", .integer)] : []
    let sheet = Sheet(
      "Steps", title: "Simulated communities, \(days)",
      notes: [
        "\(simulation.communities) communities · \(simulation.houses) houses each · local time of \(simulation.zone)"
      ],
      columns: [
        Column("Time", .localTime), Column("Consumption Wh", .wattHours, totals: [.sum]),
        Column("Production Wh", .wattHours, totals: [.sum]),
        Column("Balance", .percent, totals: [.ratio(of: "Production Wh", to: "Consumption Wh")]),
      ] + loop,
      rows: .list(
        steps.map { step in
          [
            .localTime(step.start + Int64(step.offset), offset: step.offset), .integer(step.consumptionWh),
            .integer(step.productionWh), step.balance.map { .decimal(Int64($0), scale: 3) } ?? .empty,
          ] + (simulation.followsEvaluator ? [.integer(step.askedWh), .integer(step.unmetWh)] : [])
        }),
      charts: [
        Chart(
          .line, "Consumption and production, \(days)", categories: "Time",
          series: [
            .init("Consumption Wh", name: "Consumption", colour: .navy),
            .init("Production Wh", name: "Production", colour: .amber),
          ], valueTitle: "Wh in \(simulation.stepMinutes) minutes")
      ])
    return Document("Simulation of \(days)", created: created, sheets: [sheet])
  }
}

extension Step {
  /// Production ÷ consumption in per mille, rounded half up; nil where nothing was used.
  public var balance: Int64? {
    consumptionWh > 0 ? (productionWh * 2000 + consumptionWh) / (consumptionWh * 2) : nil
  }
}
