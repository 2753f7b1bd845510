import Foundation

/// Where a run speaks: results on stdout, everything else on stderr.
final class Terminal {
  let isQuiet: Bool
  /// Whether somebody is looking at stderr.
  let isWatched: Bool
  /// Why a line of the product could not be written; nil when all of them were.
  private(set) var loss: String?

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isWatched = !isQuiet && isatty(2) == 1
  }

  /// Columns of the terminal that the product is shown on; nil: it is a file or a pipe.
  var width: Int? {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// A line of the product.
  func write(_ line: String) { emit(line + "\n", to: 1) }

  /// A line that shows what a run has done, which is in the database too; silent under `--quiet`.
  func show(_ line: String) { if !isQuiet { write(line) } }

  /// A line for people and logs.
  func tell(_ line: String) { emit((isWatched ? "\r\u{1B}[K" : "") + line + "\n", to: 2) }

  /// The line that says what a run did; silent under `--quiet`.
  func summarize(_ line: String) { if !isQuiet { tell(line) } }

  /// Draws a bar over the current line of a terminal; nothing when nobody looks.
  func progress(_ label: String, _ done: Int64, of total: Int64) {
    guard isWatched, total > 0 else { return }
    let share = min(1, Double(done) / Double(total))
    let filled = Int(share * 24)
    let bar = String(repeating: "━", count: filled) + String(repeating: "╌", count: 24 - filled)
    emit("\r\u{1B}[K\(label) \(bar) \(Int(share * 100)) %", to: 2)
  }

  private func emit(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else {
        if descriptor == 1, loss == nil { loss = String(cString: strerror(errno)) }
        return
      }
      rest = rest.dropFirst(written)
    }
  }
}

/// `35,040`.
func grouped(_ value: some BinaryInteger) -> String {
  var digits = Array(String(value.magnitude).reversed())
  var at = 3
  while at < digits.count {
    digits.insert(",", at: at)
    at += 4
  }
  return (value < 0 ? "-" : "") + String(digits.reversed())
}

/// `1 dump`, `3 dumps`.
func counted(_ value: some BinaryInteger, _ noun: String, _ plural: String? = nil) -> String {
  "\(grouped(value)) \(value == 1 ? noun : plural ?? noun + "s")"
}

/// `1.9 s`, from a number of milliseconds.
func seconds(_ milliseconds: Int64) -> String { "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" }
