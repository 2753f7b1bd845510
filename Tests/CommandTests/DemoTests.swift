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

  static let output = try! Workplace.demoOutput()

  /// The columns of the line of a printed table that begins with a word.
  static func columns(_ first: String, separator: String) -> [String] {
    let line = output.split(separator: "\n").first {
      $0.trimmingCharacters(in: .whitespaces).hasPrefix(first + " ") && $0.contains(separator)
    }
    return (line ?? "").components(separatedBy: separator).map { $0.trimmingCharacters(in: .whitespaces) }
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
    let printed = Self.columns(community, separator: "|")
    #expect(Array(printed[1...5]) == ["\(meters.count)"] + sums.map(Self.kilowattHours))
    // Net autarky by quarter hours of the days that have readings.
    var quarters: [Int: (used: Int, made: Int)] = [:]
    for reading in all {
      let old = quarters[reading.instant / 900] ?? (0, 0)
      quarters[reading.instant / 900] = (old.used + reading.used, old.made + reading.made)
    }
    let days = Set(all.map { Self.calendar.startOfDay(for: Date(timeIntervalSince1970: Double($0.instant))) }).count
    let tenths = (quarters.values.filter { $0.made >= $0.used }.count * 1000 * 2 + days * 96) / (days * 96 * 2)
    #expect(printed[8] == "\(tenths / 10).\(tenths % 10) %")
    let percent = (sums[1] * 1000 * 2 + sums[0]) / (sums[0] * 2)
    #expect(printed[6] == "\(percent / 10).\(percent % 10) %")
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
      Self.output.split(separator: "\n").first {
        ($0.hasPrefix("issued") || $0.hasPrefix("held ")) && $0.contains(" \(meter) ")
      })
    let words = line.split(separator: " ").map(String.init)
    #expect(words.last == euros(total))
    #expect(words[words.count - 3] == euros(net))
    #expect(line.hasPrefix("held") == (meter == "M136"))
  }

  @Test("the demo names the files it made, and they are there; run again it starts anew, but not in a home of others")
  func files() throws {
    let place = try Workplace(isLoaded: false)
    let first = try place.run("gridctl demo && ls out")
    #expect(first.status == 0)
    for file in ["management-2025-04.xlsx", "household-M133-2025-03-30.xlsx", "household-M133-2025-03-30.csv"] {
      #expect(first.output.contains("  out/\(file)\n"))
      #expect(first.output.contains("\n\(file)\n"))
    }
    #expect(try place.run("gridctl demo --quiet > /dev/null").status == 0)
    let other = try place.run("mkdir mine && touch mine/precious && gridctl demo --home mine; ls mine")
    #expect(other.output.contains("no demo made it") && other.output.contains("precious"))
  }
}
