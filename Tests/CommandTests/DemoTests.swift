import Foundation
import Support
import Testing

/// What the demo prints, against a computation over the same CSV files that shares no code with the product: plain loops,
/// Foundation's calendar, whole numbers.
@Suite struct DemoTests {
  struct Reading {
    let instant: Int
    let used: Int
    let made: Int
    let battery: Int
    var net: Int { used - made - battery }
  }

  static let examples = URL(fileURLWithPath: "\(repository)/Examples")

  static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Europe/Paris")!
    return calendar
  }()

  static func seconds(_ text: String) -> Int {
    Int(try! Date(text, strategy: .iso8601).timeIntervalSince1970)
  }

  /// April's readings of each meter, the late dump's corrections applied.
  static let readings: [String: [Reading]] = {
    var table: [String: [Int: Reading]] = [:]
    for file in ["20250401T040000_EC2.csv.gz", "20250407T040000_EC4.csv.gz", "20250501T040000_EC2.csv.gz"] {
      for row in try! csv(examples.appendingPathComponent(file)) {
        let instant = seconds(row[1])
        table[row[0], default: [:]][instant] = Reading(
          instant: instant, used: Int(row[2])!, made: Int(row[3])!, battery: Int(row[4])!)
      }
    }
    // The only good rows of the late dump are M125's.
    let late = try! String(
      contentsOf: examples.appendingPathComponent("20250502T040000_EC2_correction.csv"), encoding: .utf8)
    for line in late.split(separator: "\n") where line.hasPrefix("M125;") {
      let fields = line.split(separator: ";")
      let instant = seconds(String(fields[1]))
      table["M125"]![instant] = Reading(
        instant: instant, used: Int(fields[2].dropLast(2))!, made: 0, battery: 0)
    }
    let start = seconds("2025-04-01T00:00:00+02:00")
    let end = seconds("2025-05-01T00:00:00+02:00")
    return table.mapValues {
      $0.values.filter { $0.instant >= start && $0.instant < end }.sorted { $0.instant < $1.instant }
    }
  }()

  /// A result, so that a demo that fails is a failed test that shows what it said.
  static let demo = Result { try Workplace.demoOutput() }

  /// The columns of the line of a printed table that begins with a word.
  static func columns(_ first: String, separator: String) throws -> [String] {
    let line = try #require(
      demo.get().split(separator: "\n").first {
        $0.trimmingCharacters(in: .whitespaces).hasPrefix(first + " ") && $0.contains(separator)
      }, "no line of \(first)")
    return line.components(separatedBy: separator).map { $0.trimmingCharacters(in: .whitespaces) }
  }

  static func kilowattHours(_ wattHours: Int) -> String {
    String(format: "%d.%03d", wattHours / 1000, wattHours % 1000)
  }

  @Test(
    "the communities' totals are those of the files",
    arguments: [("EC2", ["M125", "M127", "M129", "M133", "M136", "M138"]), ("EC4", ["M155", "M157", "M159", "M164"])])
  func usage(community: String, meters: [String]) throws {
    let all = meters.flatMap { Self.readings[$0]! }
    let sums = [
      all.reduce(0) { $0 + $1.used }, all.reduce(0) { $0 + $1.made }, all.reduce(0) { $0 + max(0, $1.net) },
      all.reduce(0) { $0 + max(0, -$1.net) },
    ]
    let printed = try Self.columns(community, separator: "|")
    #expect(Array(printed[1...5]) == ["\(meters.count)"] + sums.map(Self.kilowattHours))
    // Net autarky by the slots of the community, quarter hours or five minutes, of the days that have readings.
    let slot = community == "EC4" ? 300 : 900
    var slots: [Int: (used: Int, made: Int)] = [:]
    for reading in all {
      let old = slots[reading.instant / slot] ?? (0, 0)
      slots[reading.instant / slot] = (old.used + reading.used, old.made + reading.made)
    }
    let days = Set(all.map { Self.calendar.startOfDay(for: Date(timeIntervalSince1970: Double($0.instant))) }).count
    let count = days * 86_400 / slot
    let tenths = (slots.values.filter { $0.made >= $0.used }.count * 1000 * 2 + count) / (count * 2)
    #expect(printed[8] == "\(tenths / 10).\(tenths % 10) %")
    let percent = (sums[1] * 1000 * 2 + sums[0]) / (sums[0] * 2)
    #expect(printed[6] == "\(percent / 10).\(percent % 10) %")
  }

  @Test("the line of all communities is the sum of all meters")
  func all() throws {
    let readings = Self.readings.values.flatMap { $0 }
    let sums = [
      readings.reduce(0) { $0 + $1.used }, readings.reduce(0) { $0 + $1.made },
      readings.reduce(0) { $0 + max(0, $1.net) }, readings.reduce(0) { $0 + max(0, -$1.net) },
    ]
    let printed = try Self.columns("all", separator: "|")
    #expect(Array(printed[1...5]) == ["\(Self.readings.count)"] + sums.map(Self.kilowattHours))
    // Six meters for 30 days of quarter hours, four for six days of five minutes.
    let expected = 6 * 30 * 96 + 4 * 6 * 288
    let hundredths = Self.rounded(readings.count * 10_000, by: expected)
    #expect(printed[9] == "\(hundredths / 100).\(hundredths % 100) %")
  }

  @Test("what bill run says of the month is the sum of the bills")
  func month() throws {
    let bills = try Self.readings.keys.map { try Self.bill($0) }
    let net = bills.reduce(0) { $0 + $1.net }
    let total = bills.reduce(0) { $0 + $1.total }
    func euros(_ cents: Int) -> String { String(format: "%d.%02d", cents / 100, cents % 100) }
    let output = try Self.demo.get()
    let line = "net \(euros(net)) + VAT \(euros(total - net)) = \(euros(total)) EUR"
    #expect(
      output.contains("bill run: \(bills.count) drafts of 2025-04, ") && output.contains(line), "\(line)")
  }

  /// A price of tariffs.csv, in millionths of a euro, from a day of April on.
  struct Price {
    let component: String
    let windows: [(start: Int, end: Int)]
    let micro: Int
    let vatTenths: Int
  }

  static func prices(_ tariff: String, day: Int) throws -> [Price] {
    let rows = try csv(examples.appendingPathComponent("tariffs.csv")).filter { $0[0] == tariff }
    let date = String(format: "2025-04-%02d", day)
    let versions = Set(rows.map { $0[1] }).filter { $0 <= date }
    return rows.filter { $0[1] == versions.max() }.map { row in
      let windows = row[4].split(separator: " ").map { window in
        let minutes = window.split(separator: "-").map { Int($0.prefix(2))! * 60 + Int($0.suffix(2))! }
        return (start: minutes[0], end: minutes[1])
      }
      return Price(component: row[2], windows: windows, micro: decimal(row[5], 6), vatTenths: decimal(row[6], 1))
    }
  }

  static func decimal(_ text: String, _ places: Int) -> Int {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let zeros = String(repeating: "0", count: places - fraction.count)
    return Int("\(parts[0])\(fraction)\(zeros)")!
  }

  /// Half away from zero.
  static func rounded(_ value: Int, by unit: Int) -> Int {
    value < 0 ? -((-value * 2 + unit) / (unit * 2)) : (value * 2 + unit) / (unit * 2)
  }

  /// Net and total of a meter's bill of April, in cents.
  static func bill(_ meter: String) throws -> (net: Int, total: Int) {
    var lines: [(cents: Int, vatTenths: Int)] = []
    for contract in try csv(examples.appendingPathComponent("contracts.csv")) where contract[2] == meter {
      let last = contract[6].isEmpty ? 31 : Int(contract[6].suffix(2))!
      // The days of April on which a version of the tariff begins, cut at the contract's end.
      let changes: [Int] = contract[4] == "BASE" ? [1, 16, last] : [1, last]
      let cuts = changes.filter { $0 <= last }
      for (first, end) in zip(cuts, cuts.dropFirst()) where first < end {
        let prices = try prices(contract[4], day: first)
        let slice = readings[meter]!.filter { reading in
          let day = calendar.component(.day, from: Date(timeIntervalSince1970: Double(reading.instant)))
          return day >= first && day < end
        }
        for price in prices {
          switch price.component {
          case "standing_charge": lines.append((rounded(price.micro * (end - first), by: 30 * 10_000), price.vatTenths))
          case "feed_in":
            let wattHours = slice.reduce(0) { $0 + max(0, -$1.net) }
            lines.append((-rounded(wattHours * price.micro, by: 10_000_000), price.vatTenths))
          default:
            let others = prices.filter { $0.component == "energy" && !$0.windows.isEmpty }
            let wattHours = slice.reduce(0) { sum, reading in
              let time = calendar.dateComponents(
                [.hour, .minute], from: Date(timeIntervalSince1970: Double(reading.instant)))
              let minute = time.hour! * 60 + time.minute!
              func isIn(_ price: Price) -> Bool {
                price.windows.contains {
                  $0.start < $0.end ? minute >= $0.start && minute < $0.end : minute >= $0.start || minute < $0.end
                }
              }
              let counts = price.windows.isEmpty ? !others.contains(where: isIn) : isIn(price)
              return sum + (counts ? max(0, reading.net) : 0)
            }
            lines.append((rounded(wattHours * price.micro, by: 10_000_000), price.vatTenths))
            // Two hours of quarter hours are missing on 12 April: the mean of the others, to the mWh.
            if meter == "M136", first <= 12, end > 12 {
              let known = (end - first) * 96 - 8
              let estimate = (2 * wattHours * 1000 * 8 + known) / (2 * known)
              lines.append((rounded(estimate * price.micro, by: 10_000_000_000), price.vatTenths))
            }
          }
        }
      }
    }
    let net = lines.reduce(0) { $0 + $1.cents }
    let vat = Set(lines.map { $0.vatTenths }).reduce(0) { sum, rate in
      sum + rounded(lines.filter { $0.vatTenths == rate }.reduce(0) { $0 + $1.cents } * rate, by: 1000)
    }
    return (net, net + vat)
  }

  @Test(
    "every bill is the one computed from the files, to the cent",
    arguments: ["M125", "M127", "M129", "M133", "M136", "M138", "M155", "M157", "M159", "M164"])
  func bills(meter: String) throws {
    let (net, total) = try Self.bill(meter)
    func euros(_ cents: Int) -> String { String(format: "%d.%02d", cents / 100, cents % 100) }
    let line = try #require(
      Self.demo.get().split(separator: "\n").first {
        $0.hasPrefix("issued") && $0.contains(" \(meter) ")
      })
    let words = line.split(separator: " ").map(String.init)
    #expect(words.last == euros(total))
    #expect(words[words.count - 3] == euros(net))
  }

  @Test("the demo names the files it made, and they are there; run again it starts anew, but not in a home of others")
  func files() throws {
    let place = try Workplace(isLoaded: false)
    let first = try place.run("gridctl demo && ls out")
    #expect(first.status == 0)
    for file in ["management-2025-04.xlsx", "household-M133-2025-03-30.xlsx", "household-M133-2025-04.html"] {
      #expect(first.output.contains("  out/\(file)\n"))
      #expect(first.output.contains("\n\(file)\n"))
    }
    // Again, in less than a minute, with the same figures, and silent but for the draft that is held.
    let start = ContinuousClock.now
    let again = try place.runApart("gridctl demo --quiet")
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(again.status == 0)
    #expect(again.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("held: ") }, "\(again.errors)")
    func figures(_ output: String) -> [Substring] {
      output.split(separator: "\n").filter { $0.contains(" | ") || $0.hasPrefix("issued") }
    }
    #expect(figures(first.output).count >= 12)
    #expect(figures(again.output) == figures(first.output))
    let other = try place.run("mkdir mine && touch mine/precious && gridctl demo --home mine; ls mine")
    #expect(other.output.contains("no demo made it") && other.output.contains("precious"))
  }
}
