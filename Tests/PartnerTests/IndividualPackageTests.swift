import Foundation
import Grid
import Support
import Testing

@testable import Partner

@Suite struct IndividualPackageTests {
  let market = try! Market()

  /// Three households with panels, of which two agreed, and a plant.
  init() throws {
    try market.community("C1")
    try market.neighbourhood.meter("PLANT", of: "C1", kind: "plant")
    for (code, made) in [("H1", 40), ("H2", 50), ("H3", 60)] {
      try market.household(code, of: "C1")
      try market.day(code, "2025-04-01", used: Array(repeating: 20, count: 96), made: Array(repeating: made, count: 96))
    }
    try market.day(
      "PLANT", "2025-04-01", used: Array(repeating: 0, count: 96), made: (0..<96).map { $0 < 4 ? nil : 100 })
    for code in ["KH1", "KH2"] { try market.consent(code, to: "production") }
  }

  @Test("plants and households that agreed are told hour by hour under pseudonyms, those who did not leave no trace")
  func production() throws {
    let package = try market.package(market.order(.production))
    let rows = try Market.rows(package)
    #expect(Set(rows.map(\.[0])).count == 3)
    #expect(rows.count == 24 + 24 + 23)
    #expect(package.datapoints == Int64(rows.count * 2))
    #expect(package.suppressed == 48)
    #expect(rows.count { $0[2] == "household" && $0[3] == "160" && $0[4] == "80" && $0[5] == "true" } == 24)
    #expect(rows.count { $0[2] == "household" && $0[3] == "200" && $0[4] == "120" } == 24)
    #expect(rows.count { $0[2] == "plant" && $0[3] == "400" && $0[4] == "400" } == 23)
    #expect(rows.map { $0[0] + $0[1] } == rows.map { $0[0] + $0[1] }.sorted())
    #expect(rows.map(\.[1]).min() == "2025-03-31T22:00:00Z")
    let description = try Market.content(package, "datapackage.json")
    #expect(!description.contains("withheldValues"))
  }

  @Test("the same order gives the same bytes later; entries carry no time of any zone")
  func identical() throws {
    let first = try market.package(market.order(.production))
    let content = try Data(contentsOf: URL(fileURLWithPath: first.path))
    let second = try market.package(market.order(.production, asOf: "2025-09-01T00:00:00Z"))
    #expect(first == second)
    #expect(try Data(contentsOf: URL(fileURLWithPath: second.path)) == content)
    let times = "import sys, zipfile; print({i.date_time for i in zipfile.ZipFile(sys.argv[1]).infolist()})"
    #expect(try Market.run("python3", "-c", times, first.path).output == "{(1980, 1, 1, 0, 0, 0)}\n")
    #expect(try Market.run("sha256sum", first.path).output.hasPrefix(first.sha256))
    #expect(try Market.run("stat", "-c", "%a %s", first.path).output == "600 \(first.bytes)\n")
  }

  @Test("a meter has another pseudonym for another partner and in another year, and the same in the same year")
  func pseudonyms() throws {
    func name(_ partner: String, _ epoch: Int) throws -> String {
      var names = market.keys.pseudonyms(partner: partner, epoch: epoch)
      return try names("H1")
    }
    let names = try [name("A", 2025), name("B", 2025), name("A", 2026), name("A", 2025)]
    #expect(Set(names).count == 3)
    #expect(names[0] == names[3])
    // python3: k = hmac(bytes(range(32)), b"A|2025", sha256); base64.b32encode(hmac(k, b"H1", sha256)[:10]).lower()
    let script = """
      import hmac, hashlib, base64
      h = lambda k, t: hmac.new(k, t, hashlib.sha256).digest()
      print(base64.b32encode(h(h(bytes(range(32)), b"A|2025"), b"H1")[:10]).decode().lower())
      """
    #expect(try Market.run("python3", "-c", script).output == names[0] + "\n")
  }

  @Test("a consent is for its purpose, its grain, its class of partners and its time, and only as long as it lasts")
  func consents() throws {
    try market.day("H3", "2025-04-02", used: Array(repeating: 20, count: 96))
    func rows(_ grain: Grain = .hour, partnerClass: String = "commercial", asOf: String = "2025-06-01T00:00:00Z") throws
      -> [String]
    {
      let order = market.order(
        .consumptionDetailed, grain, period: "2025-04-01..2025-04-03", partnerClass: partnerClass, asOf: asOf)
      guard case .built(let package) = try market.build(order) else { return [] }
      return try Market.rows(package).map(\.[1])
    }
    #expect(try rows().isEmpty)
    #expect(try market.refusal(market.order(.consumptionDetailed)) == .consent)
    try market.consent("KH3", to: "detailed", during: "[2025-04-01T10:30:00Z,2025-05-01T00:00:00Z)")
    #expect(try rows().isEmpty)
    let told = try rows(asOf: "2025-04-30T00:00:00Z")
    #expect(told.first == "2025-04-01T11:00:00Z")
    #expect(told.count == 11 + 24)
    #expect(try rows(.day, asOf: "2025-04-30T00:00:00Z").isEmpty)
    #expect(try rows(partnerClass: "research", asOf: "2025-04-30T00:00:00Z").isEmpty)
  }

  @Test("no id of anybody is in any byte of a package")
  func noIdentity() throws {
    for product in ["detailed"] { for code in ["KH1", "KH2", "KH3"] { try market.consent(code, to: product) } }
    for product in [Product.production, .consumptionDetailed] {
      let package = try market.package(market.order(product))
      let bytes = try Market.content(package) + Market.content(package, "datapackage.json") + package.name
      for word in try market.database.lines(
        """
        SELECT meter FROM grid.meter UNION SELECT customer FROM grid.customer UNION SELECT name FROM grid.customer UNION
        SELECT email FROM grid.customer UNION SELECT address FROM grid.customer UNION SELECT contract FROM grid.contract
        UNION SELECT delivery_point FROM grid.contract UNION SELECT community FROM grid.community
        """)
      {
        #expect(!bytes.contains(word), "\(word)")
      }
    }
  }
}
