import Documents
import Grid
import Optimize

/// `gridctl ems current`: what the devices are to do now.
struct EmsCurrent: Command {
  static let name = "ems current"
  static let summary = "Say what each device is to do now and next; exit 1 when no plan is valid."
  static let options = [Option.community, device, method, steps] + Option.table + [.asOf]
  static let isRecorded = false

  static let device = Option("device", value: "name", help: "One device only.")
  static let method = Option("method", value: "label", help: "The plans of this name (\(PlanRequest.method)).")
  static let steps = Option("steps", help: "Every step that is planned, for gateways, instead of now and next.")

  let device: String?
  let method: String
  let isLong: Bool
  let output: String?

  init(_ values: OptionValues) throws {
    device = values.text(Self.device)
    method = try values.planMethod(Self.method) ?? PlanRequest.method
    isLong = values.has(Self.steps)
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let asOf = session.asOf
    let plans = try currentPlans(
      community: community, method: method, device: device, asOf: asOf, on: session.database)
    let valid = plans.filter { $0.newest?.isValid(at: asOf) == true }
    for plan in plans where plan.newest?.isValid(at: asOf) != true {
      session.status = .violations
      session.terminal.tell(
        plan.newest.map { "\(plan.community): no plan is valid since \($0.end)" }
          ?? "\(plan.community): no plan had been made by \(asOf)")
    }
    guard !plans.isEmpty else {
      throw PlainFailure(
        .violations, "there is no plan '\(method)'" + (community.map { " of \($0)" } ?? ""),
        hint: "Make one with 'gridctl ems plan'.")
    }
    guard !valid.isEmpty else { return }
    let devices = valid.flatMap(\.devices)
    try session.show(isLong ? stepSheet(devices) : sheet(devices, asOf), created: asOf, at: output)
    for plan in valid {
      guard let newest = plan.newest else { continue }
      session.terminal.summarize(
        "\(plan.community): plan from \(newest.begin) to \(newest.end), \(newest.ageMinutes(at: asOf)) min old, "
          + counted(newest.warningCount, "warning"))
    }
  }

  private func sheet(_ devices: [CurrentDevice], _ asOf: Instant) -> Sheet {
    let columns = [
      Column("community", .text), Column("device", .text), Column("id", .integer), Column("kind", .text),
      Column("now", .text), Column("W now", .integer), Column("next", .text), Column("at", .text),
      Column("W next", .integer), Column("age min", .integer),
    ]
    let rows = devices.map { device -> [Cell] in
      let (now, next) = (device.now(at: asOf), device.next(after: asOf))
      return [
        .text(device.community), .text(device.device), device.outerID.map { .integer($0) } ?? .empty,
        .text(device.kind.rawValue), now.map { .text($0.action.rawValue) } ?? .empty,
        now.map { .integer(watts($0.load)) } ?? .empty, next.map { .text($0.action.rawValue) } ?? .empty,
        next.map { .text($0.start.description) } ?? .empty, next.map { .integer(watts($0.load)) } ?? .empty,
        .integer((asOf.seconds - device.made.seconds) / 60),
      ]
    }
    return Sheet("Current plan", columns: columns, rows: .list(rows))
  }

  private func stepSheet(_ devices: [CurrentDevice]) -> Sheet {
    let columns = [
      Column("community", .text), Column("device", .text), Column("id", .integer), Column("kind", .text),
      Column("starts_at", .text), Column("action", .text), Column("decision", .integer), Column("load_w", .integer),
    ]
    let rows = devices.flatMap { device in
      device.steps.map { step -> [Cell] in
        [
          .text(device.community), .text(device.device), device.outerID.map { .integer($0) } ?? .empty,
          .text(device.kind.rawValue), .text(step.start.description), .text(step.action.rawValue),
          .integer(Int64(step.decision)), .integer(watts(step.load)),
        ]
      }
    }
    return Sheet("Steps", columns: columns, rows: .list(rows))
  }

  /// W of mW, to the nearest.
  private func watts(_ load: Int) -> Int64 { Int64((load + (load < 0 ? -500 : 500)) / 1000) }
}
