import Foundation
import Grid
import Testing

@testable import Decode

@Suite("the dumps at a path")
struct InputsTests {
  let folder: Folder
  let text = Array("meter_id,timestamp,consumed_wh\nM1,2025-03-01T00:00:00Z,1\n".utf8)

  init() throws { folder = try Folder() }

  private var dump: String { String(decoding: text, as: UTF8.self) }

  @Test(
    "a compressed file is one dump, whose digest is that of its stored bytes",
    arguments: [Packed.Form.gzip, .zstd, .xz, .bzip2])
  func compressed(form: Packed.Form) throws {
    let bytes = Packed.make(form, ["data": text])
    let path = try folder.put(bytes, "a.csv.x")
    #expect(Inputs.all(at: path).dumps == [["a.csv.x", dump]])
    var inputs = Inputs(path)
    let input = try #require(try inputs.next())
    #expect(input.byteCount == Int64(bytes.count))
    #expect(input.digest == (try StoredFile(path).digest("x")))
    // Cut anywhere, it is never taken for whole.
    for length in [bytes.count - 1, bytes.count / 2, 20] {
      let (dumps, failures) = Inputs.all(at: try folder.put(Array(bytes[..<length]), "cut"))
      #expect(dumps.isEmpty && failures == ["PATH is damaged or cut off"], "\(form) \(length)")
    }
    // zstd's writer here leaves the sum out, which the form allows.
    guard form != .zstd else { return }
    var changed = bytes
    changed[bytes.count - 6] ^= 0x55
    #expect(Inputs.all(at: try folder.put(changed, "changed")).dumps.isEmpty, "\(form)")
  }

  @Test("members are read whatever script their names are in, and zstd behind a frame that is skipped")
  func names() throws {
    let zip = TestWorkbook.zip(["Relev\u{e9}/d\u{e9}but.csv": "a", "\u{1F4A1}.csv": "b"])
    #expect(
      Inputs.all(at: try folder.put(zip, "in.zip")).dumps == [
        ["in.zip/Relev\u{e9}/d\u{e9}but.csv", "a"], ["in.zip/\u{1F4A1}.csv", "b"],
      ])
    let frames = [0x5A, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9] + Packed.make(.zstd, ["a": text])
    #expect(Inputs.all(at: try folder.put(frames, "a.csv.zst")).dumps.map { $0[1] } == [dump])
  }

  @Test("gzip of two members is read to its end")
  func twoMembers() throws {
    let path = try folder.put(Packed.make(.gzip, ["a": text]) + Packed.make(.gzip, ["b": text]), "two.gz")
    #expect(Inputs.all(at: path).dumps == [["two.gz", dump + dump]])
  }

  @Test(
    "an archive gives its members, without folders, hidden files and mappings",
    arguments: [Packed.Form.zip, .tar, .tgz])
  func members(form: Packed.Form) throws {
    let bytes = Packed.make(
      form,
      [
        "b.csv": text, "sub/": [], "sub/a.csv": text, "__MACOSX/b.csv": text, ".hidden": text, "sub/.x/c.csv": text,
        "empty.csv": [], "b.csv.mapping.json": Array("{}".utf8), "../../etc/d.csv": text, "/e.csv": text,
        "f.csv.gz": Packed.make(.gzip, ["f": text]),
      ])
    let path = try folder.put(bytes, "x.arc")
    let (dumps, failures) = Inputs.all(at: path)
    // As an empty file is.
    #expect(failures == ["PATH/empty.csv is empty"])
    #expect(
      dumps.map { $0[0] } == ["b.csv", "sub/a.csv", "etc/d.csv", "e.csv", "f.csv.gz"].map { "x.arc/\($0)" })
    #expect(dumps.allSatisfy { $0[1] == dump })
    // The digest is that of the bytes of the dump, wherever it was packed.
    var inputs = Inputs(path)
    let plain = try Input(folder.put(text, "plain.csv"))
    while let input = try nextWhole(&inputs) {
      #expect(input.digest == plain.digest)
      #expect(input.byteCount == Int64(text.count))
      #expect(input.name.hasPrefix(path + "/"))
    }
  }

  /// Passes over members that are empty.
  private func nextWhole(_ inputs: inout Inputs) throws -> Input? {
    do {
      return try inputs.next()
    } catch let failure as PlainFailure where failure.message.hasSuffix("is empty") {
      return try inputs.next()
    }
  }

  @Test("an archive in an archive is read, one more around it is refused")
  func nested() throws {
    let inner = Packed.make(.tgz, ["m.csv": text])
    let middle = Packed.make(.zip, ["in.tgz": inner, "n.csv": text])
    #expect(
      Inputs.all(at: try folder.put(middle, "out.zip")).dumps == [
        ["out.zip/in.tgz/m.csv", dump], ["out.zip/n.csv", dump],
      ])
    let outer = Packed.make(.tar, ["mid.zip": middle, "o.csv": text])
    let (dumps, failures) = Inputs.all(at: try folder.put(outer, "deep.tar"))
    #expect(dumps.map { $0[0] } == ["deep.tar/mid.zip/n.csv", "deep.tar/o.csv"])
    #expect(failures == ["PATH/mid.zip/in.tgz is packed too deep"])
    var many = text
    for _ in 0..<4 { many = Packed.make(.gzip, ["x": many]) }
    #expect(Inputs.all(at: try folder.put(many, "x.gz")).failures == ["PATH is packed too deep"])
  }

  @Test("a workbook is one dump, not an archive of XML")
  func workbook() throws {
    let bytes = Packed.make(
      .zip, ["[Content_Types].xml": text, "xl/workbook.xml": text, "xl/worksheets/sheet1.xml": Array("<x/>".utf8)])
    let path = try folder.put(bytes, "a.xlsx")
    #expect(Inputs.all(at: path).dumps.map { $0[0] } == ["a.xlsx"])
    #expect(try readAll(Input(path), limit: 1 << 20) == bytes)
    // Wherever its parts are, and wherever it is cut off, the parts are no dumps.
    let last = Packed.make(
      .zip,
      [
        "docProps/app.xml": text, "xl/worksheets/sheet1.xml": text, "xl/workbook.xml": text,
        "[Content_Types].xml": text,
      ])
    for length in [last.count, last.count - 150, last.count / 2, 130] {
      let path = try folder.put(Array(last[..<length]), "b.xlsx")
      #expect(Inputs.all(at: path).dumps.map { $0[0] } == ["b.xlsx"], "\(length)")
    }
    let cut = try Input(folder.put(Array(last[..<(last.count / 2)]), "c.xlsx"))
    let failure = #expect(throws: PlainFailure.self) { try inspect(recognize(cut)) }
    #expect(failure?.message.hasSuffix("c.xlsx is damaged or cut off") == true)
    let parts = try unzip(MemorySource(bytes)) { $0.hasPrefix("xl/worksheets/") }
    #expect(parts == ["xl/worksheets/sheet1.xml": Array("<x/>".utf8)])
    #expect(throws: PlainFailure.self) { try unzip(MemorySource(text)) { _ in true } }
    #expect(throws: PlainFailure.self) { try unzip(MemorySource(bytes), limit: 10) { _ in true } }
  }

  @Test("a folder gives its files by name, those below it too")
  func walk() throws {
    try folder.put(text, "in/b.csv")
    try folder.put(text, "in/a/z.csv")
    try folder.put(text, "in/.git/x.csv")
    try folder.put(text, "in/.hidden.csv")
    try folder.put(text, "in/b.mapping.json")
    try folder.put(Packed.make(.zip, ["m.csv": text]), "in/c.zip")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/in/loop", withDestinationPath: folder.path + "/in")
    #expect(Inputs.all(at: folder.path + "/in").dumps.map { $0[0] } == ["z.csv", "b.csv", "c.zip/m.csv"])
    #expect(Inputs.all(at: folder.path + "/none").failures == ["there is no file PATH"])
  }

  @Test("what unpacks to too much is refused, before the memory or the disk is full")
  func bombs() throws {
    let zeros = [UInt8](repeating: 48, count: 300_000)
    let limits = UnpackLimits(unpackedBytes: 400_000)
    for form in [Packed.Form.zip, .tgz, .tar] {
      let path = try folder.put(Packed.make(form, ["a": zeros, "b": zeros, "c": zeros]), "bomb")
      let (dumps, failures) = Inputs.all(at: path, limits)
      #expect(dumps.count <= 1 && failures == ["PATH unpacks to more than 400000 bytes"], "\(form)")
    }
    let single = try folder.put(Packed.make(.xz, ["a": zeros + zeros]), "bomb.xz")
    #expect(Inputs.all(at: single, limits).failures == ["PATH unpacks to more than 400000 bytes"])
    let many = try folder.put(Packed.make(.zip, ["a": text, "b": text, "c": text]), "many.zip")
    #expect(
      Inputs.all(at: many, UnpackLimits(memberCount: 2)).failures == ["PATH has more than 2 members"])
  }

  @Test("a damaged member is told and not given, those beside it are")
  func damage() throws {
    var bytes = Packed.make(.zip, ["a.csv": Array("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1234567890".utf8), "b.csv": text])
    // Behind the local header, the name and what is between them and the data.
    bytes[30 + Int(bytes[26]) + Int(bytes[28]) + 5] ^= 0x04
    let (dumps, failures) = Inputs.all(at: try folder.put(bytes, "bad.zip"))
    #expect(dumps.map { $0[0] } == ["bad.zip/b.csv"])
    #expect(failures == ["PATH/a.csv is damaged or cut off"])
    let tgz = Packed.make(.tgz, ["a.csv": text, "b.csv": text])
    // The sum of the whole stream is looked at before its first member is given.
    var wrong = tgz
    wrong[tgz.count - 7] ^= 1
    #expect(Inputs.all(at: try folder.put(wrong, "sum.tgz")).dumps.isEmpty)
    let cut = Packed.make(.tar, ["a.csv": text, "b.csv": [UInt8](repeating: 65, count: 5000)])
    let found = Inputs.all(at: try folder.put(Array(cut[..<4000]), "cut.tar"))
    #expect(found.dumps.map { $0[0] } == ["cut.tar/a.csv"])
    #expect(found.failures == ["PATH/b.csv is damaged or cut off"])
    #expect(
      Inputs.all(at: try folder.put(Packed.make(.encrypted, ["a.csv": text]), "locked.zip")).failures == [
        "PATH/a.csv is encrypted"
      ])
  }

  @Test("damage is told in the words of its file, and ahead of what it makes of the form")
  func damageFirst() throws {
    let gzip = Packed.make(.gzip, ["a": text])
    let cut = try Input(folder.put(Array(gzip.dropLast(4)), "a.csv.gz"))
    let failure = #expect(throws: PlainFailure.self) { try readAll(cut, limit: 1 << 20) }
    #expect(failure?.detail == "unexpected end of file")
    // Garbage is of no form; that it is garbage is found at its end.
    var wrong = Packed.make(.gzip, ["a": [UInt8](repeating: 65, count: 99)])
    wrong[wrong.count - 5] ^= 1
    let damage = #expect(throws: PlainFailure.self) { try recognize(Input(folder.put(wrong, "b.csv.gz"))) }
    #expect(damage?.status == .ioError && damage?.message.hasSuffix("b.csv.gz is damaged or cut off") == true)
  }

  @Test("UTF-16 is read as UTF-8, other encodings are refused with the way out")
  func encodings() throws {
    func recognized(_ bytes: [UInt8]) throws -> (DumpFormat, String) {
      let dump = try recognize(MemorySource(bytes))
      return (dump.format, String(decoding: try readAll(dump.source, limit: 1 << 20), as: UTF8.self))
    }
    let long =
      "meter_id;timestamp;consumed_wh\n" + String(repeating: "M\u{e9}1\u{1F50C};2025-03-01T00:00:00Z;1\n", count: 4000)
    for (mark, isBig) in [([0xFF, 0xFE] as [UInt8], false), ([0xFE, 0xFF], true)] {
      let bytes =
        mark + long.utf16.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
      #expect(try recognized(bytes) == (.native, long))
    }
    #expect(try recognized([0xEF, 0xBB, 0xBF] + Array(long.utf8)) == (.native, long))
    for bytes in [
      long.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
      Array("Date de d".utf8) + [0xE9] + Array("but;x\n".utf8),
    ] {
      #expect { try recognized(bytes) } throws: {
        ($0 as? PlainFailure)?.message.hasSuffix("is no text in UTF-8") ?? false
      }
    }
    #expect { try recognized([]) } throws: { ($0 as? PlainFailure)?.message == "memory is empty" }
    #expect { try recognized(Array("hello, world\n".utf8)) } throws: {
      ($0 as? PlainFailure)?.message == "memory is of no form that is known"
    }
  }
}
