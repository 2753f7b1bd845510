import Decode
import Grid

/// What became of the values of a run, until it is told.
struct RunOutcome {
  /// Values that share a fault.
  struct Fault {
    let code: RowFault
    var note: String?
    var elements: [Int]
  }

  var loadedCount = 0
  var repeatedCount = 0
  var conflictCount = 0
  /// What was replaced first.
  var conflict: String?
  private(set) var faults: [Fault] = []

  mutating func fault(_ code: RowFault, _ elements: some Sequence<Int>, note: @autoclosure () -> String? = nil) {
    if let at = faults.firstIndex(where: { $0.code == code }) {
      faults[at].elements += elements
    } else {
      faults.append(Fault(code: code, note: note(), elements: Array(elements)))
    }
  }
}
