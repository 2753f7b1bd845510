internal import CPango

/// Draws a chart as a PNG: the picture of `SVGWriter` on a light ground, with two points a pixel of the screen.
public struct PNGWriter: Sendable {
  private static let scale = 2.0

  public init() {}

  /// Writes the first chart of a document to a file that replaces `path` once it is whole; `-` is the standard output.
  public func write(_ document: Document, to path: String) throws {
    let picture = PDFPicture(try SVGWriter().text(document))
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(picture.width * Self.scale), Int32(picture.height * Self.scale))!
    defer { cairo_surface_destroy(surface) }
    let context = cairo_create(surface)!
    defer { cairo_destroy(context) }
    cairo_scale(context, Self.scale, Self.scale)
    picture.draw(on: context, try PDFTypesetter())
    try withSink(path) { sink in
      let drain = Drain(sink)
      let status = cairo_surface_write_to_png_stream(
        surface,
        { closure, bytes, count in
          let drain = Unmanaged<Drain>.fromOpaque(closure!).takeUnretainedValue()
          return drain.take(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }, Unmanaged.passUnretained(drain).toOpaque())
      if let error = drain.error { throw error }
      guard status == CAIRO_STATUS_SUCCESS else {
        throw DocumentFailure.cannotWrite(path: sink.path, reason: String(cString: cairo_status_to_string(status)))
      }
    }
  }
}
