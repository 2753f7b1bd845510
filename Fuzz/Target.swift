import Decode
import Foundation
import Grid

// One program for all targets of libFuzzer; FUZZ_TARGET says which decoder, or `containers`, `native` or `csv`.

/// Checks what every decoder owes its sink, and hands it on to an inspection.
private final class CheckingSink: ReadingSink {
  let inspection: InspectSink
  private var channelCount: Int32 = 0
  private var qualityCount: Int16 = 1

  init(_ format: DumpFormat) { inspection = InspectSink(format) }

  func number(of channel: Channel) throws -> Int32 {
    let number = try inspection.number(of: channel)
    channelCount = max(channelCount, number + 1)
    return number
  }

  func number(of quality: Quality) throws -> Int16 {
    let number = inspection.number(of: quality)
    qualityCount = max(qualityCount, number + 1)
    return number
  }

  func take(_ run: IntervalRun) throws {
    check(run.channel, run.scale, run.quality)
    precondition(run.interval > 0)
    if let qualities = run.qualities {
      precondition(qualities.count >= run.values.count)
      for quality in qualities.prefix(run.values.count) { precondition((0..<qualityCount).contains(quality)) }
    }
    _ = run.text.reduce(0) { $0 ^ $1 }
    inspection.take(run)
  }

  func take(_ read: IndexRead) throws {
    check(read.channel, read.scale, read.quality)
    _ = read.text.reduce(0) { $0 ^ $1 }
    inspection.take(read)
  }

  func take(_ accumulation: Accumulation) throws {
    check(accumulation.channel, accumulation.scale, 0)
    for read in [accumulation.previous, accumulation.current] {
      if let read { check(read.channel, read.scale, read.quality) }
    }
    inspection.take(accumulation)
  }

  func take(undated value: Int64, scale: Int, of channel: Int32) {
    check(channel, scale, 0)
    inspection.take(undated: value, scale: scale, of: channel)
  }

  private func check(_ channel: Int32, _ scale: Int, _ quality: Int16) {
    precondition((0..<channelCount).contains(channel))
    precondition((0...9).contains(scale))
    precondition((0..<qualityCount).contains(quality))
  }

  func reject(_ fault: DecodeFault) throws {
    precondition(fault.count >= 0 && fault.line >= 0)
    _ = fault.text.reduce(0) { $0 ^ $1 }
    inspection.reject(fault)
  }

  func pass(_ count: Int) {
    precondition(count >= 0)
    inspection.pass(count)
  }

  func made(at instant: Instant) { inspection.made(at: instant) }
  func remark(_ text: String) { inspection.remark(text) }
}

private let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""

/// The formats of the target's decoder.
private let formats: [DumpFormat] =
  switch target {
  case "nem": [.nem12, .nem13]
  case "enedis": [.enedisLoadCurve, .enedisIndex, .enedisR63, .dataConnect, .enedisDaily]
  case "greenbutton": [.greenButton]
  case "mscons": [.mscons]
  case "dsmr": [.dsmr]
  case "csv": [.csv]
  case "native": [.native]
  case "containers": []
  default: fatalError("FUZZ_TARGET names no target")
  }

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  // Failures are what the bytes deserve; a crash, a hang or too much memory is a finding.
  switch target {
  case "containers": try? open(bytes)
  case "csv": try? decodeMapped(bytes)
  default: try? decode(bytes, DecodeOptions(stamp: count & 1 == 0 ? nil : .end))
  }
  return 0
}

private func decode(_ bytes: [UInt8], _ options: DecodeOptions) throws {
  var dump = try? recognize(MemorySource(bytes), as: nil, options)
  if !formats.contains(dump?.format ?? .csv) {
    // What is not recognised may be read all the same, where the user says what it is.
    dump = try recognize(MemorySource(bytes), as: formats[count(of: bytes) % formats.count], options)
  }
  guard let dump else { return }
  if dump.format == .native {
    _ = try inspect(dump)
    return
  }
  let sink = CheckingSink(dump.format)
  try decode(dump, into: sink)
  _ = sink.inspection.finish()
}

private func count(of bytes: [UInt8]) -> Int { bytes.last.map(Int.init) ?? 0 }

/// A mapping, a zero byte, and what it reads.
private func decodeMapped(_ bytes: [UInt8]) throws {
  guard let end = bytes.firstIndex(of: 0) else { return }
  let mapping = try CSVMapping(document: Array(bytes[..<end]), file: "mapping")
  let options = DecodeOptions(mapping: mapping)
  let dump = try recognize(MemorySource(Array(bytes[(end + 1)...])), as: .csv, options)
  let sink = CheckingSink(.csv)
  try decode(dump, into: sink)
  _ = sink.inspection.finish()
}

/// One file for all inputs, where no disk is.
private let place: (path: String, descriptor: Int32) = {
  var path = Array("/dev/shm/gridctl-fuzz-XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  precondition(descriptor >= 0)
  atexit { unlink(place.path) }
  return (String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self), descriptor)
}()

private func open(_ bytes: [UInt8]) throws {
  ftruncate(place.descriptor, 0)
  bytes.withUnsafeBytes { _ = pwrite(place.descriptor, $0.baseAddress, $0.count, 0) }
  var inputs = Inputs(place.path, UnpackLimits(unpackedBytes: 4 << 20, memberCount: 50))
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  defer { buffer.deallocate() }
  // Each call goes on behind what it could not open; there are never more than members.
  for _ in 0..<1000 {
    do {
      guard let input = try inputs.next() else { return }
      while try input.read(into: buffer) > 0 {}
      try input.rewind()
      _ = try? unzip(input, limit: 1 << 20) { _ in true }
    } catch {}
  }
  preconditionFailure("the walk does not end")
}
