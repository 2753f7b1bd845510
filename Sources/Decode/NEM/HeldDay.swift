/// A day whose qualities may still come.
struct HeldDay {
  var values = DayValues()
  var isHeld = false
  var channel: Int32 = 0
  /// Its own records (400) say the qualities.
  var isVariable = false
  /// Of values whose own is not told.
  var quality: Int16 = 0
  private(set) var line = 0
  private(set) var count = 0
  private var start: Int64 = 0
  private var interval = 0
  private var version: Int64 = 0
  private let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: LineReader.lengthLimit, alignment: 16)
  private var length = 0
  private let told = UnsafeMutablePointer<Int16>.allocate(capacity: DayValues.capacity)
  private var toldCount = 0

  func close() {
    values.close()
    copy.deallocate()
    told.deallocate()
  }

  var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: copy[..<length]) }
  var withoutQuality: Int { count - toldCount }

  mutating func hold(
    _ text: UnsafeRawBufferPointer, at line: Int, start: Int64, interval: Int, count: Int, version: Int64
  ) {
    copy.copyMemory(from: text)
    length = text.count
    self.line = line
    self.start = start
    self.interval = interval
    self.count = count
    self.version = version
    toldCount = 0
    isHeld = true
  }

  /// Notes the quality of a range of values; false when another range has one of them.
  mutating func put(_ quality: Int16, _ range: Range<Int>) -> Bool {
    if toldCount == 0 { told.update(repeating: .min, count: count) }
    guard range.allSatisfy({ told[$0] == .min }) else { return false }
    for index in range { told[index] = quality }
    toldCount += range.count
    return true
  }

  /// Valid until the next day is read.
  var run: IntervalRun {
    var qualities: UnsafeBufferPointer<Int16>?
    if toldCount > 0 {
      for index in 0..<count where told[index] == .min { told[index] = quality }
      qualities = UnsafeBufferPointer(start: told, count: count)
    }
    return IntervalRun(
      channel: channel, start: start, interval: Int32(interval),
      values: UnsafeBufferPointer(start: values.values, count: count), scale: values.scale, quality: quality,
      qualities: qualities, offset: MarketTime.offset, version: version, line: line, text: text)
  }
}
