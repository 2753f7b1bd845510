import Database
import Grid

/// Which households may be told one by one, beside the sums that were told of them and their neighbours.
///
/// Who is told alone can be taken off a sum: what is left of every atom must be safe. Where it is not, the household is left out on that day,
/// though it agreed. Those of earlier packages are remembered, whoever got them.
struct ReleaseSingle {
  let order: PackageOrder
  let scope: PackageScope

  /// Decides and remembers.
  ///
  /// - Parameter meters: Those that may be told by their own consent, in the order in which they are preferred.
  /// - Returns: Meters that must not be told, by day.
  func decide(
    _ meters: [PackageScope.Meter], rule given: ReleaseRule? = nil, on connection: Connection
  ) throws -> [LocalDay: Set<Int64>] {
    let first = order.period.start.startOfMonth
    let months = Period(first, order.period.end.advanced(by: -1).startOfNextMonth)!
    let book = try ReleaseBook(months, on: connection)
    var withheld: [LocalDay: Set<Int64>] = [:]
    let rule = try given ?? ReleaseRule(.consumptionAggregated, at: order.asOf, on: connection)
    for zone in Set(scope.communities.map(\.calendar.zone)).sorted() {
      let own = scope.communities.filter { $0.calendar.zone == zone }.map(\.id)
      let communities = book.neighbours(of: own)
      var near = book
      near.keep(communities)
      guard !near.entries.isEmpty else { continue }
      let wide = try PackageScope(order, communities, months, on: connection)
      let world = ReleaseWorld(rule, wide, near, grain: .day)
      let calendar = try connection.calendar(zone: zone, months)
      for month in Set(near.days.keys.map(\.startOfMonth)).union(near.months.keys).sorted() {
        try decide(month, meters, world, calendar, &withheld, on: connection)
      }
    }
    try remember(meters, withheld, on: connection)
    return withheld
  }

  private func decide(
    _ first: LocalDay, _ meters: [PackageScope.Meter], _ world: ReleaseWorld, _ calendar: LocalCalendar,
    _ withheld: inout [LocalDay: Set<Int64>], on connection: Connection
  ) throws {
    var month = ReleaseMonth(first, of: world)
    let days = (0..<Period(first, first.startOfNextMonth)!.dayCount).compactMap { calendar[first.advanced(by: $0)] }
    let hasMonths = !(world.book.months[first] ?? []).isEmpty
    if hasMonths {
      for local in days {
        let day = try ReleaseDay(local, of: world, on: connection)
        for family in ReleaseFamily.allCases {
          month.add(day, month.atoms(family, day, of: world, withMonths: false), family)
        }
      }
    }
    for local in days
    where order.period.start <= local.day && local.day < order.period.end
      && (hasMonths || world.book.days[local.day] != nil)
    {
      let day = try ReleaseDay(local, of: world, on: connection)
      var told = meters.filter { $0.community(on: local.day) != nil && $0.consent(on: local.day) != nil }
        .compactMap { meter in world.places(of: [meter.id]).first.map { (meter.id, world.households[Int($0)]) } }
      for family in ReleaseFamily.allCases where family == .exchange || order.product != .production {
        var atoms = month.atoms(family, day, of: world, withMonths: hasMonths)
        let answers = atoms.know(told.map(\.1)[...])
        for (meter, answer) in zip(told, answers) where !answer { withheld[local.day, default: []].insert(meter.0) }
        told = zip(told, answers).filter(\.1).map(\.0)
      }
      // Only those whom all families let through are known from here on.
      for family in ReleaseFamily.allCases where family == .exchange || order.product != .production {
        month.know(told.map(\.1), family)
      }
    }
  }

  private func remember(
    _ meters: [PackageScope.Meter], _ withheld: [LocalDay: Set<Int64>], on connection: Connection
  ) throws {
    let households = meters.filter { $0.category == "household" }
    for offset in 0..<order.period.dayCount {
      let day = order.period.start.advanced(by: offset)
      let told = households.filter { $0.consent(on: day) != nil && withheld[day]?.contains($0.id) != true }
      guard !told.isEmpty else { continue }
      try connection.query(
        "partner/put_release_meters", order.product.rawValue, day, order.asOf, told.map(\.id))
    }
  }
}
