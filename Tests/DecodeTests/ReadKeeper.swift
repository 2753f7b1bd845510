import Grid

@testable import Decode

/// Keeps what a decoder tells.
final class ReadKeeper: ReadingSink {
  var channels: [Channel] = []
  var qualities: [Quality] = [.actual]
  var runs: [(channel: Int32, start: Int64, interval: Int32, values: [Int64], scale: Int)] = []
  var reads: [IndexRead] = []
  var undated: [(channel: Int32, value: Int64)] = []
  var faults: [RowFault] = []
  var remarks: [String] = []
  var passedCount = 0

  func number(of channel: Channel) -> Int32 {
    if let index = channels.firstIndex(of: channel) { return Int32(index) }
    channels.append(channel)
    return Int32(channels.count - 1)
  }

  func number(of quality: Quality) -> Int16 {
    if let index = qualities.firstIndex(of: quality) { return Int16(index) }
    qualities.append(quality)
    return Int16(qualities.count - 1)
  }

  func take(_ run: IntervalRun) {
    runs.append((run.channel, run.start, run.interval, Array(run.values), run.scale))
  }

  func take(_ read: IndexRead) { reads.append(read) }
  func take(undated value: Int64, scale: Int, of channel: Int32) { undated.append((channel, value)) }
  func reject(_ fault: DecodeFault) { faults.append(fault.code) }
  func pass(_ count: Int) { passedCount += count }
  func made(at instant: Instant) {}
  func remark(_ text: String) { remarks.append(text) }
}
