internal import CPango
import Glibc

/// Writes pages as a PDF whose texts can be searched and copied. The same pages give the same bytes.
///
/// Pages are written as they come, so that memory stays bounded whatever their number.
public struct PDFWriter: Sendable {
  public init() {}

  /// Writes to a file that replaces `path` once it is whole; pipes and devices are written to as they are, `-` is the
  /// standard output.
  ///
  /// - Throws: `DocumentFailure`, or what `body` threw; then an older file is untouched.
  public func write(to path: String, _ body: (PDFOutput) throws -> Void) throws {
    try withSink(path) { try write(PDFOutput($0), body) }
  }

  /// Writes to an open descriptor, for example 1 for the standard output. The descriptor stays open.
  public func write(to descriptor: Int32, _ body: (PDFOutput) throws -> Void) throws {
    let sink = ByteSink(descriptor, path: descriptor == 1 ? DocumentFailure.standardOutput : "descriptor \(descriptor)")
    try write(PDFOutput(sink), body)
    try sink.flush()
  }

  private func write(_ output: PDFOutput, _ body: (PDFOutput) throws -> Void) throws {
    do {
      try body(output)
    } catch {
      output.abandon()
      throw error
    }
    try output.finish()
  }
}

/// A PDF that is being written.
public final class PDFOutput {
  public var title = ""
  public var author = ""
  public var subject = ""
  /// Of its texts, for those who have it read aloud: `fr`, `en`.
  public var language = ""
  /// The document's date, in days since 1970-01-01; the file says it was made then, whenever it was.
  public var date = 0

  private let drain: Drain
  private let surface: OpaquePointer
  private let context: OpaquePointer
  public private(set) var pageCount = 0

  fileprivate init(_ sink: ByteSink) {
    drain = Drain(sink)
    surface = cairo_pdf_surface_create_for_stream(
      { closure, bytes, count in
        let drain = Unmanaged<Drain>.fromOpaque(closure!).takeUnretainedValue()
        return drain.take(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }, Unmanaged.passUnretained(drain).toOpaque(), PDFPage.width, PDFPage.height)!
    context = cairo_create(surface)!
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Writes a page.
  ///
  /// - Parameter bookmark: What a reader's list of contents calls it; nil: it is not in the list.
  public func add(_ page: PDFPage, bookmark: String? = nil) throws {
    pageCount += 1
    if let bookmark {
      _ = cairo_pdf_surface_add_outline(
        surface, CAIRO_PDF_OUTLINE_ROOT, bookmark, "page=\(pageCount)", CAIRO_PDF_OUTLINE_FLAG_OPEN)
    }
    cairo_pdf_surface_set_size(surface, page.width, page.height)
    var current: PDFColour?
    for mark in page.marks {
      switch mark {
      case .text(let text, let x, let y, let colour):
        use(colour, &current)
        cairo_move_to(context, x, y)
        pango_cairo_show_layout(context, text.layout)
      case .box(let x, let y, let width, let height, let colour):
        use(colour, &current)
        cairo_rectangle(context, x, y, width, height)
        cairo_fill(context)
      case .picture(let picture, let type, let x, let y, let scale):
        cairo_save(context)
        cairo_translate(context, x, y)
        cairo_scale(context, scale, scale)
        picture.draw(on: context, type)
        cairo_restore(context)
        current = nil
      }
    }
    cairo_show_page(context)
    try check()
  }

  private func use(_ colour: PDFColour, _ current: inout PDFColour?) {
    guard colour != current else { return }
    cairo_set_source_rgb(context, colour.red, colour.green, colour.blue)
    current = colour
  }

  fileprivate func finish() throws {
    if !title.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
    if !author.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author) }
    if !subject.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, subject) }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "gridctl")
    for field in [CAIRO_PDF_METADATA_CREATE_DATE, CAIRO_PDF_METADATA_MOD_DATE] {
      cairo_pdf_surface_set_metadata(surface, field, "\(dateText(date))T00:00:00")
    }
    if !language.isEmpty { drain.tail = [] }
    cairo_surface_finish(surface)
    try check()
    if let tail = drain.tail {
      try PDFOutput.speaking(language, tail).withUnsafeBufferPointer { try drain.sink.write($0) }
    }
  }

  /// The end of a file with the language in its catalogue, which Cairo 1.16 cannot write. The catalogue is the last object
  /// before the table of objects: only the place of that table changes.
  private static func speaking(_ language: String, _ tail: [UInt8]) -> [UInt8] {
    let mark = Array("/Type /Catalog".utf8)
    guard let at = tail.indices.last(where: { tail[$0...].starts(with: mark) }) else { return tail }
    let parts = String(decoding: tail[at...], as: UTF8.self).split(separator: "startxref\n", maxSplits: 1)
    guard parts.count == 2, let offset = parts[1].split(separator: "\n").first.flatMap({ Int($0) }) else { return tail }
    let entry = "\n   /Lang (\(language))"
    let catalogue = String(decoding: mark, as: UTF8.self) + entry + parts[0].dropFirst(mark.count)
    return tail[..<at] + Array("\(catalogue)startxref\n\(offset + entry.utf8.count)\n%%EOF\n".utf8)
  }

  /// Lets the rest go nowhere.
  fileprivate func abandon() {
    drain.isOpen = false
    cairo_surface_finish(surface)
  }

  private func check() throws {
    if let error = drain.error { throw error }
    let status = cairo_surface_status(surface)
    let drawing = cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS, drawing == CAIRO_STATUS_SUCCESS else {
      let code = status == CAIRO_STATUS_SUCCESS ? drawing : status
      throw DocumentFailure.cannotWrite(path: drain.sink.path, reason: String(cString: cairo_status_to_string(code)))
    }
  }
}

/// Where Cairo's bytes go; keeps the first error, which Cairo knows only as one of writing.
final class Drain {
  let sink: ByteSink
  /// The bytes since it was set, which are kept back; nil: all of them go out.
  var tail: [UInt8]?
  var error: (any Error)?
  var isOpen = true

  init(_ sink: ByteSink) { self.sink = sink }

  func take(_ bytes: UnsafeBufferPointer<UInt8>) -> cairo_status_t {
    guard isOpen else { return CAIRO_STATUS_SUCCESS }
    guard tail == nil else {
      tail?.append(contentsOf: bytes)
      return CAIRO_STATUS_SUCCESS
    }
    do {
      try sink.write(bytes)
      return CAIRO_STATUS_SUCCESS
    } catch {
      self.error = self.error ?? error
      return CAIRO_STATUS_WRITE_ERROR
    }
  }
}
