/// What a device was told, step by step, by the newest plan that was made before each step.
struct DeviceHistory: Equatable {
  /// Seconds since 1970.
  var begin: Int64
  var decisions: [Int]

  func end(step: Int) -> Int64 { begin + Int64(decisions.count * step) }

  /// The same once a newer plan was made: what it says replaces what older plans said of its steps.
  ///
  /// A gap between the two is not bridged: only the newer plan is left then.
  func followed(by newer: DeviceHistory, step: Int) -> DeviceHistory {
    guard begin < newer.begin, end(step: step) >= newer.begin else { return newer }
    return DeviceHistory(
      begin: begin, decisions: Array(decisions.prefix(Int(newer.begin - begin) / step)) + newer.decisions)
  }

  /// Without what was before an instant; nil when nothing is left.
  func since(_ instant: Int64, step: Int) -> DeviceHistory? {
    guard begin < instant else { return self }
    let count = Int(instant - begin) / step
    guard count < decisions.count else { return nil }
    return DeviceHistory(begin: begin + Int64(count * step), decisions: Array(decisions.dropFirst(count)))
  }

  /// What it was told in the step that begins at an instant; nil: not known.
  func decision(at instant: Int64, step: Int) -> Int? {
    let (index, rest) = (instant - begin).quotientAndRemainder(dividingBy: Int64(step))
    return rest == 0 && decisions.indices.contains(Int(index)) ? decisions[Int(index)] : nil
  }

  /// When the last step before an instant began that was told 1.
  func lastOn(before instant: Int64, step: Int) -> Int64? {
    let count = min(decisions.count, max(0, Int(instant - begin) / step))
    return decisions[..<count].lastIndex(of: 1).map { begin + Int64($0 * step) }
  }
}
