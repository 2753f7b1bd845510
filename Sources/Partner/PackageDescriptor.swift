import Foundation
import Grid

/// `datapackage.json`: a Data Package, version 2, that says what is in the table and what was promised about it.
///
/// Members that the standard does not know are gridctl's own. It says nothing of when it was built, so that the same table has the
/// same description.
struct PackageDescriptor: Encodable {
  struct Constraints: Encodable {
    var required: Bool?
    var minimum: Int?
    var `enum`: [String]?
    var pattern: String?
  }

  struct Field: Encodable {
    let name: String
    let type: String
    let description: String
    var constraints = Constraints()
  }

  struct Schema: Encodable {
    let fields: [Field]
    let primaryKey: [String]
    var missingValues = [""]
  }

  struct Dialect: Encodable {
    var delimiter = ","
    var lineTerminator = "\n"
    var quoteChar = "\""
    var header = true
  }

  struct Resource: Encodable {
    var name = "data"
    var path = "data.csv"
    var type = "table"
    var format = "csv"
    var mediatype = "text/csv"
    var encoding = "utf-8"
    let bytes: Int64
    let hash: String
    var dialect = Dialect()
    let schema: Schema
  }

  /// Local days, half-open.
  struct Days: Encodable {
    let start: String
    let end: String
  }

  /// What every sum keeps to.
  struct Privacy: Encodable {
    var minimumHouseholds: Int?
    var maximumShare: String?
    /// Empty values, all of them.
    var withheldValues: Int64?
    let rule: String
  }

  var schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  var version = "1.0.0"
  let name: String
  let title: String
  let description: String
  let product: String
  let partner: String
  let grain: String
  let period: Days
  let zones: [String]
  let privacy: Privacy
  let resources: [Resource]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, name, title, description, product, partner, grain, period, zones, privacy, resources
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and texts that were given: nothing that cannot be written.
    return String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self) + "\n"
  }
}

/// What a product's table is.
struct PackageTable {
  let title: String
  let description: String
  let fields: [PackageDescriptor.Field]
  let primaryKey: [String]

  /// Columns of the file, which carry no unit but in their names.
  var header: String { fields.map(\.name).joined(separator: ",") + "\n" }
}
