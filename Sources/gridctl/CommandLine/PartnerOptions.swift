import Foundation
import Grid
import Partner

/// Options that several commands of partners take.
enum PartnerOptions {
  static let partner = Option("partner", value: "code", help: "The partner.")
  static let product = Option(
    "product", value: "product",
    help: "production | consumption_aggregated | consumption_detailed | customer_transfer.")
  static let communities = Option("communities", value: "codes", help: "Codes, A,B,C; all without it.")
  static let grain = Option("grain", value: "grain", help: "quarter | hour | day | month.")
  static let output = Option("output", value: "folder", help: "Where packages are kept; made when it is not there.")
  static let key = Option(
    "key", value: "file", help: "The key of pseudonyms, made when it is not there (partner.key in the home).")
}

extension Session {
  /// The partner that an option names.
  ///
  /// - Throws: Status 66 with the code that is nearest, when there is none.
  func partner(_ code: String) throws -> DataPartner {
    if let partner = try partners(code: code, on: database).first { return partner }
    throw PlainFailure(
      .noInput, "there is no partner '\(code)'",
      hint: try nearest(code, among: partners(on: database).map(\.code)).map { "Did you mean '\($0)'?" }
        ?? "Import it with 'gridctl import partners'.")
  }

  /// Codes of a list, A,B,C, each of a community that is there; nil without the option.
  func communities(_ option: Option) throws -> [String]? {
    guard let text = values.text(option) else { return nil }
    let codes = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    guard !codes.isEmpty else { throw UsageFailure("--\(option.name) names no community") }
    let known = try communityCodes(on: database)
    for code in codes where !known.contains(code) {
      throw PlainFailure(
        .noInput, "there is no community '\(code)'",
        hint: nearest(code, among: known).map { "Did you mean '\($0)'?" }
          ?? "Import it with 'gridctl import communities'.")
    }
    return codes
  }

  /// Where packages go, and the key that they are made with.
  func packageShelf(_ folder: String) throws -> PackageShelf {
    try PackageShelf(folder: folder, keyFile: keyFile, asOf: asOf)
  }

  /// Nil: none was named, and there is no home for one.
  private var keyFile: String? {
    get throws {
      if let path = values.text(PartnerOptions.key) { return path }
      return usesOtherDatabase ? nil : try "\(cluster.home)/partner.key"
    }
  }

  /// A whole number above zero.
  func datapoints(_ option: Option) throws -> Int64? {
    guard let text = values.text(option) else { return nil }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int64(text), count > 0,
      count <= 1_000_000_000_000
    else { throw UsageFailure("--\(option.name) is no number of datapoints: '\(text)'") }
    return count
  }
}
