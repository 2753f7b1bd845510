import Documents
import Foundation
import Grid

/// A package while it is written: rows go through a hash into the zip file, which is put into its place at the end.
final class PackageFile {
  private let order: PackageOrder
  private let path: String
  private let table: PackageTable
  private let pending: PendingFile
  private let zip: ZipWriter
  private let digest = Digest()
  private var bytes: Int64 = 0
  private var buffer: [UInt8] = []

  init(_ order: PackageOrder, _ table: PackageTable, in folder: String) throws {
    self.order = order
    self.table = table
    path = "\(folder)/\(order.packageName).zip"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw PlainFailure(.cannotCreate, "cannot make the folder \(folder)")
    }
    pending = try PendingFile(path, isPrivate: true)
    zip = try ZipWriter(pending.temporary)
    try zip.begin("data.csv")
    buffer.reserveCapacity(PackageFile.block + 4096)
    buffer.append(contentsOf: table.header.utf8)
  }

  private static let block = 1 << 18

  /// Adds bytes to the row.
  func field(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }

  func field(_ byte: UInt8) { buffer.append(byte) }

  /// Adds a number of Wh × 10^`exponent`, the exponent 0 or −3, without zeros at the end; nil: nothing.
  func field(wh value: Int64?, exponent: Int16) {
    guard let value else { return }
    guard exponent != 0 else { return digits(value) }
    if value < 0 { buffer.append(0x2D) }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1000)
    digits(Int64(whole))
    guard rest > 0 else { return }
    buffer.append(0x2E)
    buffer.append(0x30 + UInt8(rest / 100))
    if rest % 100 > 0 { buffer.append(0x30 + UInt8(rest / 10 % 10)) }
    if rest % 10 > 0 { buffer.append(0x30 + UInt8(rest % 10)) }
  }

  func digits(_ value: Int64) {
    if value < 0 { buffer.append(0x2D) }
    let first = buffer.count
    var rest = value.magnitude
    repeat {
      buffer.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    buffer[first...].reverse()
  }

  func endRow() throws {
    buffer.append(0x0A)
    if buffer.count >= PackageFile.block { try flush() }
  }

  private func flush() throws {
    try buffer.withUnsafeBytes { content in
      digest.update(content)
      try zip.write(content)
      bytes += Int64(content.count)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Describes what was written and puts the package into its place.
  ///
  /// - Parameters:
  ///   - datapoints: Values that are in it.
  ///   - suppressed: Values that are not.
  func finish(
    datapoints: Int64, suppressed: Int64, zones: [String], _ privacy: PackageDescriptor.Privacy
  ) throws -> BuiltPackage {
    try flush()
    let resource = PackageDescriptor.Resource(
      bytes: bytes, hash: "sha256:\(hexadecimal(digest.finish()))",
      schema: .init(fields: table.fields, primaryKey: table.primaryKey))
    let descriptor = PackageDescriptor(
      name: order.packageName.lowercased(), title: "\(table.title), \(order.period)", description: table.description,
      product: order.product.rawValue, partner: order.partner, grain: order.grain.rawValue,
      period: .init(start: "\(order.period.start)", end: "\(order.period.end)"), zones: zones, privacy: privacy,
      resources: [resource])
    try zip.begin("datapackage.json")
    try Array(descriptor.text.utf8).withUnsafeBytes(zip.write)
    let (size, sha256) = try zip.finish()
    try pending.publish()
    return BuiltPackage(
      name: order.packageName, path: path, bytes: size, sha256: sha256, datapoints: datapoints, suppressed: suppressed)
  }
}

extension [UInt8] {
  /// `2025-03-30T01:00:00Z`.
  init(instant seconds: Int64) { self = Array(Instant(seconds: seconds).description.utf8) }
}
