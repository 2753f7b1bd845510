/// Days and seconds of the local calendar as text. Proleptic Gregorian, no time zone: the caller has applied it.

/// Days from 1970-01-01 to a date.
func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
  let marchYear = month > 2 ? year : year - 1
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  let era = floorDivide(marchYear, 400)
  let yearOfEra = marchYear - era * 400
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// `2025-10-26` for the number of days since 1970-01-01.
func dateText(_ days: Int) -> String {
  let shifted = days + 719_468
  let era = floorDivide(shifted, 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return "\(padded(year, to: 4))-\(padded(month))-\(padded(day))"
}

/// `2025-10-26T02:00` for local seconds since 1970-01-01T00:00; seconds where they are not zero, or always.
func localTimeText(_ seconds: Int64, separator: String = "T", hasSeconds: Bool = false) -> String {
  let days = floorDivide(Int(seconds), 86_400)
  let rest = Int(seconds) - days * 86_400
  let text = "\(dateText(days))\(separator)\(padded(rest / 3600)):\(padded(rest / 60 % 60))"
  return rest % 60 == 0 && !hasSeconds ? text : "\(text):\(padded(rest % 60))"
}

/// `+02:00` for 7200 seconds east of UTC.
func offsetText(_ offset: Int32) -> String {
  let minutes = Int(offset.magnitude) / 60
  return "\(offset < 0 ? "-" : "+")\(padded(minutes / 60)):\(padded(minutes % 60))"
}

/// `26:05` for 1565 minutes.
func durationText(_ minutes: Int64) -> String {
  "\(minutes < 0 ? "-" : "")\(minutes.magnitude / 60):\(padded(Int(minutes.magnitude % 60)))"
}

private func padded(_ number: Int, to width: Int = 2) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

private func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
  (dividend - (dividend % divisor + divisor) % divisor) / divisor
}
