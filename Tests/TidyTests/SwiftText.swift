/// Swift source without what is in its strings and comments, so that braces can be counted; lines stay where they are.
func code(of text: String) -> [String] {
  var lines: [String] = []
  var isInText = false
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if isInText || line.contains("\"\"\"") {
      // A line with an opening or closing delimiter: what is code of it stands before or after.
      let parts = line.components(separatedBy: "\"\"\"")
      var kept = ""
      for (index, part) in parts.enumerated() {
        if index > 0 { isInText.toggle() }
        if !isInText { kept += part }
      }
      lines.append(withoutStrings(kept))
    } else {
      lines.append(withoutStrings(String(line)))
    }
  }
  return lines
}

private func withoutStrings(_ line: String) -> String {
  var kept = ""
  var isInside = false
  var previous: Character = " "
  for letter in line {
    if letter == "\"", previous != "\\" {
      isInside.toggle()
    } else if !isInside {
      if letter == "/", previous == "/" { return String(kept.dropLast()) }
      kept.append(letter)
    }
    previous = previous == "\\" && letter == "\\" ? " " : letter
  }
  return kept
}

/// A function, initializer or computed property: the line it begins on, counted from 1, and how many lines it has.
struct Body: Equatable {
  let line: Int
  let length: Int
}

/// Every body of a source file.
func bodies(in text: String) -> [Body] {
  let lines = code(of: text)
  var found: [Body] = []
  for (start, line) in lines.enumerated() {
    guard
      line.firstMatch(
        of: /^\s*(?:@\w+(?:\([^)]*\))? |\w+(?:\(\w+\))? )*(?:func |init\??[(<]|deinit|subscript|var .*\{$)/) != nil,
      line.firstMatch(of: /^\s*(?:self|super|try|return|let|if|guard)\b|\.init\(/.wordBoundaryKind(.simple)) == nil
    else { continue }
    var depth = 0
    var hasBody = false
    for (end, line) in lines[start...].enumerated() {
      for letter in line {
        if letter == "{" {
          depth += 1
          hasBody = true
        } else if letter == "}" {
          depth -= 1
        }
      }
      if hasBody, depth == 0 {
        found.append(Body(line: start + 1, length: end + 1))
        break
      }
      // The brace around us closes, or another declaration begins: a requirement of a protocol has no body.
      if depth < 0 || (!hasBody && end > 12) { break }
    }
  }
  return found
}
