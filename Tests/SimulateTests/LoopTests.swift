import Foundation
import Grid
import Support
import Testing

@testable import Simulate

@Suite struct LoopTests {
  @Test("without a limit the production converges to the consumption")
  func converges() {
    var plants = Plants(minW: 0, maxW: 1_000_000, startingWh: 100, follows: true)
    var made: [Int64] = []
    for consumed in [800, 800, 800, 1000, 1000, 1000] as [Int64] {
      made.append(plants.made(seconds: 3600))
      let (_, unmet) = plants.follow(consumed: consumed, made: made.last!, given: 0, seconds: 3600)
      #expect(unmet == 0)
    }
    // 1000 × 1000/800 once, then the trend is gone.
    #expect(made == [100, 800, 800, 800, 1250, 1000])
  }

  @Test("what the limits do not allow is unmet, above and below")
  func limits() {
    var plants = Plants(minW: 300, maxW: 500, startingWh: 9000, follows: true)
    #expect(plants.made(seconds: 3600) == 500)
    #expect(plants.follow(consumed: 800, made: 500, given: 0, seconds: 3600) == (300, 300))
    #expect(plants.made(seconds: 3600) == 500)
    #expect(plants.follow(consumed: 400, made: 500, given: 0, seconds: 3600) == (-300, -100))
    #expect(plants.made(seconds: 3600) == 300)
    // 400 × 1 − 250 of the panels.
    #expect(plants.follow(consumed: 400, made: 300, given: 250, seconds: 900) == (-150, 25))
    #expect(plants.made(seconds: 900) == 125)
  }

  @Test("plants that do not follow always make the same")
  func constant() throws {
    let world = World()
    let summary = try simulate(simulation { $0.productionWh = 777 }, into: world.folder.path)
    #expect(summary.steps.allSatisfy { $0.productionWh == 5 * 777 && $0.askedWh == 0 && $0.unmetWh == 0 })
  }

  @Test("in a simulated day production follows consumption, and the dumps say what the steps say")
  func day() throws {
    let world = World()
    let loop = simulation {
      $0.followsEvaluator = true
      $0.plants = 3
      $0.productionWh = 100
      $0.solarPercent = 30
      $0.stepMinutes = 60
    }
    let summary = try simulate(loop, into: world.folder.path)
    var used: [Instant: Int64] = [:]
    var made: [Instant: Int64] = [:]
    for row in try summary.files.flatMap({ try csv(world.folder.appendingPathComponent($0)) }) {
      let hour = Instant(seconds: Instant(row[1])!.seconds / 3600 * 3600)
      used[hour, default: 0] += Int64(row[2])!
      made[hour, default: 0] += Int64(row[3])!
    }
    #expect(summary.steps.count == 24)
    for step in summary.steps {
      #expect(used[Instant(seconds: step.start)] == step.consumptionWh)
      #expect(made[Instant(seconds: step.start)] == step.productionWh)
    }
    // By night there is no sun, and the profile moves slowly.
    for step in summary.steps[1..<5] { #expect(abs(step.balance! - 1000) < 200) }
    #expect(summary.steps[0].productionWh == 500)
  }

  @Test("a plant's greatest power is never exceeded, and the rest is reported")
  func limitedDay() throws {
    let world = World()
    let summary = try simulate(
      simulation {
        $0.followsEvaluator = true
        $0.plants = 2
        $0.plantMaxW = 2000
      }, into: world.folder.path)
    #expect(summary.steps.allSatisfy { $0.productionWh <= 5 * 2 * 500 })
    #expect(summary.steps.contains { $0.unmetWh > 0 })
    // What is asked after a step is what it lacks of the next one's need; what is unmet, that need beyond the limit.
    let lacking = summary.steps.filter { $0.unmetWh > 0 && $0.productionWh == 5000 }
    #expect(!lacking.isEmpty && lacking.allSatisfy { $0.askedWh <= $0.unmetWh })
  }
}
