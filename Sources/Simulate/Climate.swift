/// Sun and cold of one community's day, from tables of a year at 46° north, in whole numbers only.
struct Climate {
  /// Minutes from sunrise to sunset in the middle of each month.
  private static let daylight: [Int64] = [535, 615, 710, 810, 895, 935, 920, 845, 750, 655, 565, 520]
  /// Greatest output of a solar panel in each month, per mille of its peak power.
  private static let height: [Int64] = [380, 520, 680, 810, 880, 900, 890, 840, 730, 570, 420, 340]
  /// Mean power of a heat pump in each month, per mille of its rated power.
  private static let heating: [Int64] = [450, 400, 280, 150, 40, 0, 0, 0, 20, 130, 300, 420]
  /// When the sun stands highest, in minutes of the zone's standard time.
  private static let noon: Int64 = 12 * 60 + 30

  /// Output of a panel in each slot, in millionths of its peak power.
  let sun: [Int64]
  /// Power of a heat pump in each slot, per mille of its rated power; by night 70 % of that by day.
  let heat: [Int64]

  /// - Parameters:
  ///   - standardOffset: Seconds that the zone's standard time is ahead of UTC.
  ///   - random: The weather of the day: clouds come and go around the cover that it draws.
  init(_ plan: DayPlan, standardOffset: Int64, random: RandomStream) {
    var random = random
    let month = plan.day.day.civil.month - 1
    let length = Self.daylight[month] * 60
    let rise = Self.noon * 60 - length / 2
    let cover = random.draw(300...1000)
    var clouds = cover
    sun = plan.mean.indices.map { slot in
      // Clouds wander, faster over longer slots, between 60 % and all of the day's clear share.
      let swing = min(150, Int64(plan.interval) / 15)
      clouds = min(1000, cover + 150, max(cover * 6 / 10, clouds + random.draw(-swing...swing)))
      let middle = plan.start(of: slot).instant + Int64(plan.interval / 2)
      let second = (middle + standardOffset).quotientAndRemainder(flooringBy: 86_400).remainder - rise
      guard second > 0, second < length else { return 0 }
      // A bell between sunrise and sunset: the mean of a parabola and its square, in thousandths.
      let parabola = 4000 * second / length * (length - second) / length
      let bell = (parabola + parabola * parabola / 1000) / 2
      return Self.height[month] * bell / 1000 * clouds
    }
    let cold = Self.heating[month] * random.draw(700...1300) / 1000
    heat = plan.mean.indices.map { slot in
      let quarter = Int(plan.day.wallClock(elapsed: Int32(slot) * plan.interval)) / 900
      return Profile.dayQuarters.contains(quarter) ? cold : cold * 7 / 10
    }
  }
}
