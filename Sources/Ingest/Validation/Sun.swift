import Foundation
import Grid

/// Where the sun is over a place.
///
/// Low-precision formulas of the Astronomical Almanac: right to a few hundredths of a degree from 1950 to 2050.
struct Sun {
  /// Degrees north and east.
  let latitude: Double
  let longitude: Double

  init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The place that stands for a time zone in the zone table of the system; without one the middle of Europe at the
  /// meridian of its clock.
  init(zone: String, offset: Int32) {
    if let place = Sun.places[zone] {
      self = place
    } else {
      self.init(latitude: 46, longitude: Double(offset) / 240)
    }
  }

  /// Degrees above the horizon at an instant, without refraction.
  func elevation(at seconds: Int64) -> Double {
    let radian = Double.pi / 180
    let days = Double(seconds) / 86_400 - 10_957.5
    let anomaly = (357.529 + 0.985_600_28 * days) * radian
    let longitudeOfSun =
      (280.459 + 0.985_647_36 * days + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly)) * radian
    let obliquity = (23.439 - 0.000_000_36 * days) * radian
    let ascension = atan2(cos(obliquity) * sin(longitudeOfSun), cos(longitudeOfSun))
    let declination = asin(sin(obliquity) * sin(longitudeOfSun))
    let sidereal = (18.697_374_558 + 24.065_709_824_419_08 * days) * 15
    let hourAngle = (sidereal + longitude) * radian - ascension
    let height =
      sin(latitude * radian) * sin(declination) + cos(latitude * radian) * cos(declination) * cos(hourAngle)
    return asin(height) / radian
  }

  /// How deep in the night nothing is measured, as a share of the day's deepest, where nights are short.
  private static let shareOfDepth = 0.8

  /// Which intervals of a day lie wholly in the night: the sun is at least so many degrees below the horizon at both ends. Where it
  /// does not go much deeper, as in summer, four fifths of the way to its deepest do: so there is a night unless the sun does not set.
  ///
  /// - Returns: The intervals, and the degrees that held, rounded down.
  func night(of day: LocalCalendar.Day, interval: Int32, below degrees: Int64) -> (isDark: [Bool], degrees: Int64) {
    let count = day.intervals(of: interval)
    let elevations = (0...count).map { elevation(at: day.start + Int64($0) * Int64(interval)) }
    let depth = min(Double(degrees), -(elevations.min() ?? 0) * Self.shareOfDepth)
    guard depth >= 0 else { return ([Bool](repeating: false, count: count), 0) }
    let isDark = (0..<count).map { elevations[$0] < -depth && elevations[$0 + 1] < -depth }
    return (isDark, Int64(depth))
  }

  /// Zones and their places, `Europe/Paris` at `+4852+00220`.
  private static let places: [String: Sun] = {
    var places: [String: Sun] = [:]
    for file in ["zone.tab", "zone1970.tab"] {
      guard let text = try? String(contentsOfFile: "/usr/share/zoneinfo/\(file)", encoding: .utf8) else { continue }
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        let fields = line.split(separator: "\t")
        guard fields.count >= 3, let match = fields[1].wholeMatch(of: /([+-]\d{4,6})([+-]\d{5,7})/),
          let latitude = degrees(match.1, whole: 2), let longitude = degrees(match.2, whole: 3)
        else { continue }
        places[String(fields[2])] = Sun(latitude: latitude, longitude: longitude)
      }
    }
    return places
  }()

  /// `+4852` or `+485200`: degrees, minutes and seconds.
  private static func degrees(_ text: Substring, whole: Int) -> Double? {
    let digits = text.dropFirst()
    guard let degrees = Double(digits.prefix(whole)), let minutes = Double(digits.dropFirst(whole).prefix(2)) else {
      return nil
    }
    let seconds = Double(digits.dropFirst(whole + 2)) ?? 0
    return (degrees + minutes / 60 + seconds / 3600) * (text.first == "-" ? -1 : 1)
  }
}
