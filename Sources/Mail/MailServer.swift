import CCurl
import Foundation
import Glibc
import Grid

/// Where a mail server is, and how to get in.
public struct MailServerPlace: Sendable {
  public let scheme, host: String
  public let port: Int
  /// Nil: nobody is asked who we are.
  public let login: (user: String, password: String)?
  /// Certificates that are trusted, PEM; nil: those of the system.
  public let authorities: String?

  /// - Parameter url: `smtps://HOST[:465]` or `smtp://HOST[:25]`. Nil for everything else, which includes users and passwords.
  public init?(_ url: String, login: (user: String, password: String)? = nil, authorities: String? = nil) {
    guard
      let parts = url.wholeMatch(of: #/(smtps?)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?/?/#),
      case let port = parts.3.map({ Int($0) ?? 0 }) ?? (parts.1 == "smtps" ? 465 : 25), (1...65_535).contains(port)
    else { return nil }
    scheme = String(parts.1)
    host = String(parts.2)
    self.port = port
    self.login = login
    self.authorities = authorities
  }

  /// Whether the way to it leads through this machine only.
  var isLoopback: Bool {
    host.lowercased() == "localhost" || host == "[::1]" || host.wholeMatch(of: /127\.\d{1,3}\.\d{1,3}\.\d{1,3}/) != nil
  }

  /// Whether the connection has to be encrypted: everywhere but on this machine, and there too once certificates are named.
  var needsTLS: Bool { scheme == "smtps" || !isLoopback || authorities != nil }
}

/// A server that takes mails by SMTP. One connection takes many of them.
public final class MailServer {
  private let place: MailServerPlace
  private let handle: UnsafeMutableRawPointer
  /// What libcurl is told, and what it tells.
  private let talk = Conversation()
  /// A mail is written here before it is sent: what is said of its size is true.
  private let folder: String
  /// Mails in a row during which the connection was lost.
  private var losses = 0

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// - Parameter folder: Where a mail lies while it is sent, under no name.
  public init(_ place: MailServerPlace, sender: Sender, folder: String) throws {
    guard Self.isReady, let handle = curl_easy_init() else { throw PlainFailure(.bug, "libcurl does not start") }
    self.place = place
    self.handle = handle
    self.folder = folder
    // The path is what we call ourselves.
    curl_set_text(handle, CURLOPT_URL, "\(place.scheme)://\(place.host):\(place.port)/\(sender.address.domain)")
    curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(sender.address)>")
    curl_set_text(handle, CURLOPT_PROXY, "")
    curl_set_number(handle, CURLOPT_USE_SSL, Int(place.needsTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue))
    curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let authorities = place.authorities {
      curl_set_text(handle, CURLOPT_CAINFO, authorities)
      curl_set_pointer(handle, CURLOPT_CAPATH, nil)
    }
    if let login = place.login {
      curl_set_text(handle, CURLOPT_USERNAME, login.user)
      curl_set_text(handle, CURLOPT_PASSWORD, login.password)
    }
    curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, 30)
    curl_set_number(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, 300)
    curl_set_number(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
    curl_set_number(handle, CURLOPT_LOW_SPEED_TIME, 300)
    curl_set_number(handle, CURLOPT_UPLOAD, 1)
    curl_set_reader(handle, Conversation.reader)
    curl_set_pointer(handle, CURLOPT_READDATA, talk.pointer)
    curl_set_number(handle, CURLOPT_VERBOSE, 1)
    curl_set_listener(handle, Conversation.listener)
    curl_set_pointer(handle, CURLOPT_DEBUGDATA, talk.pointer)
  }

  deinit { curl_easy_cleanup(handle) }

  func deliver(_ message: MessageWriter) throws {
    let file = try scratchFile()
    try message.write(to: file)
    let size = try file.offset()
    talk.descriptor = file.fileDescriptor
    curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(size))
    let recipients = curl_slist_append(nil, "<\(message.recipient)>")
    defer { curl_slist_free_all(recipients) }
    curl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)

    var code = try perform(from: file)
    if code != CURLE_OK, talk.verb == "MAIL", talk.reply.map({ $0.code == 421 }) ?? true, isReused {
      // Servers end a connection after so many mails, or when it was idle: the next one begins with this mail.
      curl_set_number(handle, CURLOPT_FRESH_CONNECT, 1)
      defer { curl_set_number(handle, CURLOPT_FRESH_CONNECT, 0) }
      code = try perform(from: file)
    }
    guard code != CURLE_OK else {
      losses = 0
      return
    }
    throw try problem(code, recipient: message.recipient)
  }

  private func perform(from file: FileHandle) throws -> CURLcode {
    try file.seek(toOffset: 0)
    talk.begin()
    return curl_easy_perform(handle)
  }

  /// Whether the last mail went through a connection that was there before.
  private var isReused: Bool {
    var count = 0
    return curl_get_number(handle, CURLINFO_NUM_CONNECTS, &count) == CURLE_OK && count == 0
  }

  /// A file without a name, readable by nobody else.
  private func scratchFile() throws -> FileHandle {
    var name = Array("\(folder)/.mail-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw PlainFailure(.cannotCreate, "cannot write into '\(folder)'", detail: String(cString: strerror(errno)))
    }
    unlink(name)
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// What a failure is: the mail's, which is returned, or the server's, which is thrown.
  private func problem(_ code: CURLcode, recipient: MailAddress) throws -> LetterProblem {
    switch code {
    case CURLE_LOGIN_DENIED:
      throw failed(.configuration, "refuses the user or the password", "Look at --smtp-user and the password's file.")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      throw failed(
        .configuration, "has a certificate that is not trusted", "Name who signed it with --smtp-ca-file, if you know.")
    case CURLE_USE_SSL_FAILED:
      throw failed(.configuration, "offers no encryption", "Use smtps://, or a relay on this machine.")
    default: break
    }
    guard let verb = talk.verb, ["MAIL", "RCPT", "DATA"].contains(verb) else {
      let said = talk.reply.map { ": \($0.text)" } ?? ""
      throw failed(.busy, "cannot be used: \(String(cString: curl_easy_strerror(code)))\(said)", nil)
    }
    guard let reply = talk.reply, reply.code >= 400 else {
      losses += 1
      guard losses < 3 else { throw failed(.busy, "loses the connection again and again", nil) }
      return LetterProblem("the connection was lost after \(verb)", isPermanent: false)
    }
    let reason = reply.text(without: recipient)
    // Too long, or no room for it: that is about this mail.
    let isAboutSize = reply.code == 552 || reply.text.contains("5.3.4")
    let needsLogin = [530, 534, 535, 538].contains(reply.code)
    if needsLogin || verb == "MAIL" && reply.code >= 500 && !isAboutSize {
      throw failed(.configuration, "refuses us: \(reason)", "Look at --from and --smtp-user.")
    }
    if verb == "MAIL", reply.code < 500 { throw failed(.busy, "takes no mail now: \(reason)", nil) }
    losses = 0
    // 5.7: by its rules, mostly because nobody logged in. That is mended at the server or here, not by giving up.
    let isPermanent = reply.code >= 500 && !reply.text.contains(/\b5\.7\.\d/)
    return LetterProblem(reason, isPermanent: isPermanent)
  }

  private func failed(_ status: ExitStatus, _ what: String, _ hint: String?) -> PlainFailure {
    PlainFailure(
      status, "the mail server \(place.host):\(place.port) \(what)",
      hint: hint ?? "All that was not sent waits for the next run.")
  }
}

/// What libcurl is told of a mail and tells of the server.
private final class Conversation {
  struct Reply {
    let code: Int
    /// Its last line, the code included.
    let text: String

    /// The same on one line, not too long, without the recipient and whatever else looks like an address.
    func text(without recipient: MailAddress) -> String {
      let words = HeaderText.oneLine(text).replacing(recipient.description, with: "…")
      return String(words.replacing(/[^\s<>"]+@[^\s<>"]+/, with: "…").prefix(200))
    }
  }

  /// Where the mail is read from.
  var descriptor: Int32 = -1
  /// The command that was sent last; of no other line anything is kept: some are passwords.
  private(set) var verb: String?
  /// What the server said to it.
  private(set) var reply: Reply?
  /// After a refusal libcurl says good-bye; the answer to that is of no interest.
  private var isOver = false

  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  func begin() {
    verb = nil
    reply = nil
    isOver = false
  }

  static let reader: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
    buffer, size, count, context in
    let talk = Unmanaged<Conversation>.fromOpaque(context!).takeUnretainedValue()
    while true {
      let read = Glibc.read(talk.descriptor, buffer, size * count)
      if read < 0, errno == EINTR { continue }
      return read < 0 ? Int(CURL_READFUNC_ABORT) : read
    }
  }

  static let listener:
    @convention(c) (
      UnsafeMutableRawPointer?, curl_infotype, UnsafeMutablePointer<CChar>?, Int, UnsafeMutableRawPointer?
    ) -> Int32 = { _, kind, bytes, count, context in
      guard kind == CURLINFO_HEADER_OUT || kind == CURLINFO_HEADER_IN, let bytes else { return 0 }
      let talk = Unmanaged<Conversation>.fromOpaque(context!).takeUnretainedValue()
      let text = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
      kind == CURLINFO_HEADER_OUT ? talk.said(text) : talk.heard(text)
      return 0
    }

  private func said(_ line: String) {
    if line.hasPrefix("QUIT") { isOver = true }
    guard let known = ["EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"].first(where: line.hasPrefix) else {
      return
    }
    verb = known
    reply = nil
  }

  private func heard(_ lines: String) {
    guard !isOver else { return }
    for line in lines.split(whereSeparator: \.isNewline) {
      if let code = Int(line.prefix(3)) { reply = Reply(code: code, text: String(line)) }
    }
  }
}
