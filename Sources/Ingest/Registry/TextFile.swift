import Foundation
import Grid

/// Reads a whole UTF-8 file, its byte order mark taken off.
///
/// A file that is missing, a folder or unreadable fails with status 66. One that is not UTF-8 is a
/// finding `not-utf8` on the line of the first wrong byte, thrown at once: nothing after it can be trusted.
func readTextFile(_ file: String) throws -> [UInt8] {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
    throw PlainFailure(.noInput, "there is no file \(file)")
  }
  guard !isFolder.boolValue else { throw PlainFailure(.noInput, "\(file) is a folder", hint: "Name the file in it.") }
  guard let data = FileManager.default.contents(atPath: file) else {
    throw PlainFailure(.noInput, "cannot read \(file)", hint: "Look at its permissions.")
  }
  var bytes = Array(data)
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  if String(validating: bytes, as: UTF8.self) == nil {
    let log = FindingLog(file: file)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    log.add(Place(line: line + 1), "not-utf8", "the line is not UTF-8")
    try log.refuse(hints: ["not-utf8": "Convert it with 'iconv -f LATIN1 -t UTF-8', or save it as UTF-8."])
  }
  guard bytes.contains(where: { $0 > UInt8(ascii: " ") }) else {
    throw PlainFailure(.dataRefused, "\(file) is empty")
  }
  return bytes
}
