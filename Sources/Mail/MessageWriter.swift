import Documents
import Foundation
import Grid

/// A mail as bytes: RFC 5322 and MIME. The same letter from the same sender always has the same bytes.
struct MessageWriter {
  let letter: Letter
  let sender: Sender
  let recipient: MailAddress

  /// - Throws: `LetterProblem` when the recipient is no address that servers take.
  init(_ letter: Letter, from sender: Sender) throws {
    guard let recipient = MailAddress(letter.recipient) else {
      throw LetterProblem("the recipient is no mail address of plain letters", isPermanent: true)
    }
    self.letter = letter
    self.sender = sender
    self.recipient = recipient
  }

  /// Writes the message, in memory a piece at a time. An attachment must be the file that it was when the mail was put:
  /// what is hashed is what is written.
  func write(to file: FileHandle) throws {
    let text = try LetterText(letter, sender: sender.name)
    let fingerprint = letter.fingerprint
    // "=_" is neither in base64 nor in quoted-printable.
    let boundary = "=_\(fingerprint)"
    try file.write(contentsOf: Data(head(subject: text.subject, fingerprint: fingerprint).utf8))
    let body =
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      + quotedPrintable(text.body)
    guard !letter.attachments.isEmpty else { return try file.write(contentsOf: Data(body.utf8)) }
    try file.write(
      contentsOf: Data("Content-Type: multipart/mixed; boundary=\"\(boundary)\"\r\n\r\n--\(boundary)\r\n\(body)".utf8))
    for attachment in letter.attachments {
      let type = mediaType(of: attachment.name)
      let head =
        "--\(boundary)\r\nContent-Type: \(type)\(HeaderText.parameter("name", attachment.name))\r\n"
        + "Content-Transfer-Encoding: base64\r\n"
        + "Content-Disposition: attachment\(HeaderText.parameter("filename", attachment.name))\r\n\r\n"
      try file.write(contentsOf: Data(head.utf8))
      try write(attachment, to: file)
    }
    try file.write(contentsOf: Data("--\(boundary)--\r\n".utf8))
  }

  private func head(subject: String, fingerprint: String) -> String {
    HeaderText.field("Date", letter.createdAt.mailDate)
      + HeaderText.mailbox("From", sender.address, name: sender.name)
      + (sender.replyTo.map { HeaderText.mailbox("Reply-To", $0) } ?? "")
      + HeaderText.mailbox("To", recipient)
      + HeaderText.field("Subject", subject)
      + "Message-ID: <\(fingerprint).\(letter.topic.rawValue)@\(sender.address.domain)>\r\n"
      + "Auto-Submitted: auto-generated\r\nContent-Language: \(letter.language)\r\nMIME-Version: 1.0\r\n"
  }

  private func write(_ attachment: Letter.Attachment, to file: FileHandle) throws {
    // Blocking on a pipe, or sending a device, is no attachment.
    var status = stat()
    guard stat(attachment.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let source = FileHandle(forReadingAtPath: attachment.path)
    else { throw LetterProblem("the attachment \(attachment.name) is missing", isPermanent: true) }
    defer { try? source.close() }
    let digest = Digest()
    // Whole lines of 76 characters: 57 bytes each.
    func next() throws -> Data? {
      do { return try source.read(upToCount: 57 * 1024) } catch {
        throw LetterProblem("the attachment \(attachment.name) cannot be read", isPermanent: false)
      }
    }
    while let piece = try next(), !piece.isEmpty {
      piece.withUnsafeBytes(digest.update)
      let lines = piece.base64EncodedData(
        options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
      try file.write(contentsOf: lines + Data("\r\n".utf8))
    }
    guard hexadecimal(digest.finish()) == attachment.sha256 else {
      throw LetterProblem("the attachment \(attachment.name) has changed since the mail was put", isPermanent: true)
    }
  }

  private func mediaType(of name: String) -> String {
    switch name.split(separator: ".").last?.lowercased() {
    case "pdf": "application/pdf"
    case "zip": "application/zip"
    case "json": "application/json"
    case "xml": "application/xml"
    case "csv": "text/csv"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    default: "application/octet-stream"
    }
  }
}

/// Lines of at most 76 characters that any server carries (RFC 2045); line ends are CRLF.
func quotedPrintable(_ text: String) -> String {
  var result = ""
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let bytes = Array(line.utf8)
    var length = 0
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let isPlain =
        byte > 32 && byte < 127 && byte != UInt8(ascii: "=") || byte == UInt8(ascii: " ") && !isLast
      let digits = String(byte, radix: 16, uppercase: true)
      let token = isPlain ? String(UnicodeScalar(byte)) : "=" + (digits.count < 2 ? "0" : "") + digits
      // The sign of a soft break needs a place, but for what ends the line.
      if length + token.utf8.count > (isLast ? 76 : 75) {
        result += "=\r\n"
        length = 0
      }
      result += token
      length += token.utf8.count
    }
    result += "\r\n"
  }
  return result
}
