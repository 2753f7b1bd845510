import Foundation
import Grid

/// Fields of a header: RFC 5322, with RFC 2047 and 2231 for what is not plain ASCII. No text can end its own line.
enum HeaderText {
  /// `Subject: …` with its line end.
  static func field(_ name: String, _ text: String) -> String {
    let text = oneLine(text)
    let isPlain = text.utf8.allSatisfy { $0 < 128 } && !text.contains("=?") && name.utf8.count + text.utf8.count < 75
    return "\(name): \(isPlain ? text : encodedWords(text))\r\n"
  }

  /// `From: "Les Toits" <a@example.org>` with its line end.
  static func mailbox(_ field: String, _ address: MailAddress, name: String? = nil) -> String {
    guard let name = name.map(oneLine), !name.isEmpty else { return "\(field): \(address)\r\n" }
    let isPlain = name.utf8.count < 60 && !name.contains("=?") && name.utf8.allSatisfy { $0 < 128 }
    let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\(field): \(isPlain ? "\"\(quoted)\"" : encodedWords(name))\r\n <\(address)>\r\n"
  }

  /// `; filename="F1.pdf"`, or `; filename*=UTF-8''…` where the name has other letters.
  static func parameter(_ name: String, _ value: String) -> String {
    let value = oneLine(value)
    if value.utf8.allSatisfy({ $0 < 128 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return ";\r\n \(name)=\"\(value)\""
    }
    let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return ";\r\n \(name)*=UTF-8''\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
  }

  /// A text whose line breaks and other control characters are spaces, without blanks at its ends.
  static func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view).trimmingCharacters(in: .whitespaces)
  }

  /// Encoded words of at most 64 characters, on a line each; no letter is cut in two.
  private static func encodedWords(_ text: String) -> String {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if words[words.count - 1].count + bytes.count > 39 { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }
}

extension Instant {
  /// `Mon, 07 Apr 2025 04:00:00 +0000`.
  var mailDate: String {
    let (number, second) = seconds.quotientAndRemainder(flooringBy: 86_400)
    let civil = LocalDay(number: Int32(number)).civil
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(((number % 7) + 7) % 7)]
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][civil.month - 1]
    let time = [second / 3600, second / 60 % 60, second % 60].map { padded(Int($0), 2) }.joined(separator: ":")
    return "\(weekday), \(padded(civil.day, 2)) \(month) \(civil.year) \(time) +0000"
  }
}
