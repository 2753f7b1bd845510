import Grid
import Operate

/// `gridctl charge check`: the proof that all cars are full by their deadline.
struct ChargeCheck: Command {
  static let name = "charge check"
  static let summary = "Prove that all cars are full by their deadline; exit 1 when one is not."
  static let options = [Option.community, .asOf]

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let community = try session.community()
    let proof = try proveCharges(community: community, asOf: session.asOf, on: session.database)
    let rows = proof.cars.map { car in
      [
        car.community, car.car, "\(car.deadline)", "\(car.neededWh)", "\(car.plannedWh)",
        car.shortWh == 0 ? "yes" : "no", "\(car.shortWh)", car.cause,
      ]
    }
    for line in table(["community", "car", "deadline", "needed Wh", "planned Wh", "full", "short Wh", "cause"], rows) {
      session.terminal.write(line)
    }
    for overload in proof.overloads {
      session.terminal.tell(
        "community \(overload.community): \(grouped(overload.power)) W at \(overload.startsAt), above the limit of "
          + "\(grouped(overload.limit)) W")
    }
    let short = proof.cars.count { $0.shortWh > 0 }
    if short > 0 || !proof.overloads.isEmpty { session.status = .violations }
    session.summarize(
      "\(grouped(proof.cars.count - short)) of \(counted(proof.cars.count, "car")) full in time, "
        + "\(grouped(proof.overloads.count)) of \(counted(proof.comparedCount, "quarter hour")) above the limit")
  }
}
