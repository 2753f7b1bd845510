import Foundation
import Grid
import Testing

@testable import Decode

/// What independent readers make of public sample files; skipped where these are not.
enum Samples {
  static let folder = ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"].map { $0 + "/formats/" }

  nonisolated(unsafe) static let expected: [String: [String: Any]] = {
    guard let folder, let data = try? Data(contentsOf: URL(fileURLWithPath: folder + "expected.json")),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return [:] }
    return json["files"] as? [String: [String: Any]] ?? [:]
  }()

  static func files(_ families: String...) -> [String] {
    expected.keys.filter { file in families.contains { file.hasPrefix($0 + "/") } }.sorted()
  }

  static func inspect(_ file: String) throws -> Inspection {
    var inputs = Inputs(folder! + file)
    let input = try #require(try inputs.next())
    let found = try Decode.inspect(recognize(input))
    #expect(try inputs.next() == nil)
    return found
  }
}

/// An exact decimal without zeros at its end, from text or a number of JSON.
private func plain(_ value: Any?) -> String {
  "\(Decimal(string: (value as? NSNumber)?.stringValue ?? "\(value ?? "")") ?? -1)"
}

@Suite("public samples, as independent readers add them up", .enabled(if: Samples.folder != nil, "set GRIDCTL_SAMPLES"))
struct SampleTests {
  @Test("NEM12 and NEM13", arguments: Samples.files("nem12", "nem12-invalid", "nem13"))
  func nem(file: String) throws {
    let independent = try #require(Samples.expected[file]?["independent"] as? [String: Any])
    let found = try Samples.inspect(file)
    #expect(found.format == (file.hasPrefix("nem13") ? .nem13 : .nem12))
    // meter/register/unit[/minutes]: registers of two lengths of intervals are one row here.
    var expected: [String: (count: Int, sum: Decimal)] = [:]
    for (key, value) in (independent["channels"] as? [String: [String: Any]] ?? [:]) {
      let name = key.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      expected[name, default: (0, 0)].count += value["intervals"] as? Int ?? 0
      expected[name]!.sum += Decimal(string: value["last_row_per_day_sum"] as? String ?? "") ?? 0
    }
    for (key, value) in (independent["accum"] as? [String: [String: Any]] ?? [:]) {
      expected[key, default: (0, 0)].count += value["rows"] as? Int ?? 0
      expected[key]!.sum += Decimal(string: value["sum"] as? String ?? "") ?? 0
    }
    var seen: [String: (count: Int, sum: String)] = [:]
    for row in found.rows { seen["\(row.meter)/\(row.register)/\(row.unit)"] = (row.count, row.sum) }
    // Days with the wrong number of values, of which the independent sum takes as many as there should be, are rejected.
    let isRefused = found.faults.contains { $0.code == .valueCount } && seen.isEmpty
    #expect(isRefused || Set(seen.keys) == Set(expected.keys), "\(file)")
    for (name, row) in seen {
      #expect(row.sum == plain("\(expected[name]?.sum ?? -1)"), "\(file) \(name) \(row.count)")
      #expect(row.count <= expected[name]?.count ?? 0, "\(file) \(name)")
    }
    #expect(found.rows.allSatisfy { ($0.first ?? "").hasSuffix("+10:00") && ($0.last ?? "").hasSuffix("+10:00") })
  }

  @Test("Green Button", arguments: Samples.files("greenbutton"))
  func greenButton(file: String) throws {
    let independent = try #require(Samples.expected[file]?["independent"] as? [String: Any])
    let readings = independent["interval_readings"] as? Int ?? 0
    guard decoders.contains(where: { $0.formats.contains(.greenButton) }) else { return }
    guard readings > 0 else { return }
    let found = try Samples.inspect(file)
    let powers = independent["powerOfTenMultiplier"] as? [String] ?? []
    var sum = Decimal((independent["raw_value_sum"] as? NSNumber)?.int64Value ?? 0)
    let power = Int(powers.first ?? "0") ?? 0
    for _ in 0..<abs(power) { sum = power < 0 ? sum / 10 : sum * 10 }
    #expect(found.rows.reduce(0) { $0 + $1.count } == readings)
    #expect(found.rows.reduce(Decimal(0)) { $0 + (Decimal(string: $1.sum) ?? 0) } == sum)
    let start = try #require(independent["min_start"] as? Int)
    #expect(found.rows.compactMap { $0.first.flatMap { Instant($0)?.seconds } }.min() == Int64(start))
  }

  @Test("MSCONS", arguments: Samples.files("mscons"))
  func mscons(file: String) throws {
    let independent = try #require(Samples.expected[file]?["independent"] as? [String: Any])
    let channels = try #require(independent["channels"] as? [String: [String: Any]])
    let found = try Samples.inspect(file)
    // 65 times of the sample are mistyped, 20:16 for 20:15; the order of the values is not.
    #expect(found.faults.isEmpty && found.remarks.count == 1 && found.rows.count == channels.count)
    for row in found.rows {
      let expected = try #require(channels["\(row.meter)/\(row.register)"])
      #expect(row.sum == plain(expected["sum"]))
      #expect(row.count == expected["n"] as? Int)
      #expect(row.unit == "kWh" && row.interval == 900)
      #expect(row.first == rfc3339(expected["first_163"]) && row.last == rfc3339(expected["last_164"]))
    }
  }

  /// `201512010000+01` as `2015-12-01T00:00:00+01:00`.
  private func rfc3339(_ value: Any?) -> String {
    let text = Array(value as? String ?? "")
    guard text.count == 15 else { return "" }
    return "\(String(text[0..<4]))-\(String(text[4..<6]))-\(String(text[6..<8]))T\(String(text[8..<10])):"
      + "\(String(text[10..<12])):00\(String(text[12..<15])):00"
  }

  @Test("P1 telegrams", arguments: Samples.files("dsmr"))
  func dsmr(file: String) throws {
    let parsed = try #require(Samples.expected[file]?["dsmr_parser"] as? [String: [String: Any]])
    let found = try Samples.inspect(file)
    let names = [
      "USED_TARIFF_1": "1.8.1", "USED_TARIFF_2": "1.8.2", "DELIVERED_TARIFF_1": "2.8.1", "DELIVERED_TARIFF_2": "2.8.2",
    ]
    for (name, code) in names {
      let row = try #require(found.rows.first { $0.register == "1-0:" + code })
      let expected = try #require(parsed["ELECTRICITY_" + name])
      #expect(row.sum == plain(expected["value"]) && row.count == 1 && row.interval == nil)
      #expect(row.unit == expected["unit"] as? String)
      let made = parsed["P1_MESSAGE_TIMESTAMP"]?["value"] as? String
      #expect(row.first.map { Instant($0)! } == made.map { Instant($0)! } && row.last == row.first)
    }
    #expect(found.faults.map(\.code) == (parsed["P1_MESSAGE_TIMESTAMP"] == nil ? [.noTimestamp] : []))
  }
}
