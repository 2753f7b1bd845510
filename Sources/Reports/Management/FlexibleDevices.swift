import Database
import Documents

extension ManagementReport {
  /// What the plans of flexible devices made of each day; nil where there was none.
  func flexibleDevicesSheet() throws -> Sheet? {
    let connection = statements.connection
    return try connection.transaction {
      let plans = try EmsPlans(
        .period(period), community: statements.community, method: nil, asOf: statements.asOf, on: connection)
      let days = try plans.days(one: false)
      guard !days.isEmpty else { return nil }
      var sheet = try plans.daySheet(
        days, name: "Flexible devices", title: "Flexible devices by community and day",
        notes: [scope] + EmsPlans.notes)
      sheet.charts = plans.dayCharts(days, width: 1000)
      return sheet
    }
  }
}
