import Grid

/// Green Button: NAESB REQ.21 (ESPI) in Atom: feeds, bare entries, objects within objects.
///
/// What a reading is stands in other objects, which links name and which may come after it. So readings are laid aside in
/// a temporary file, 24 bytes each, and told when the file is read: memory does not grow with them.
public enum GreenButtonDecoder: Decoder {
  public static let formats: [DumpFormat] = [.greenButton]

  public static func recognize(_ head: [UInt8]) -> DumpFormat? {
    guard let first = head.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }), first == 0x3C else { return nil }
    let text = String(decoding: head, as: UTF8.self)
    // Entities may stand ahead of all that shows the form; whose they are does not matter, they are refused.
    return text.contains("naesb.org/espi") || text.contains("<!ENTITY") ? .greenButton : nil
  }

  public static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink
  ) throws {
    let shelf = try ReadingShelf()
    let feed = GreenButtonFeed(source.name, shelf, sink)
    try XMLNodes.read(source) { try feed.take($0) }
    guard feed.hasObject else { throw Input.foreign(source.name, .greenButton, "object") }
    try shelf.rewind()
    try GreenButtonTeller(feed, sink).tell(shelf)
  }
}
