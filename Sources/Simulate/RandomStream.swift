/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014), in whole numbers only.
///
/// Every purpose has a stream of its own, named by the seed and a path such as community, house and day: what one
/// household draws depends on no other household, and a fault changes no reading but its own.
struct RandomStream {
  var state: UInt64

  init(seed: UInt64, _ purpose: Purpose, _ path: Int...) {
    state = seed
    state = next() ^ purpose.rawValue
    for step in path { state = next() ^ UInt64(truncatingIfNeeded: step) }
  }

  enum Purpose: UInt64 {
    case house = 1
    case equipment, readings, habits, weather, faults
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A whole number of `range`, all equally likely but for one part in 2³².
  @inline(__always)
  mutating func draw(_ range: ClosedRange<Int64>) -> Int64 {
    let count = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int64(((next() >> 32) &* count) >> 32)
  }

  /// The numbers 0..<count in random order (Fisher and Yates).
  mutating func order(of count: Int) -> [Int] {
    var numbers = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { numbers.swapAt(last, Int(draw(0...Int64(last)))) }
    return numbers
  }
}
