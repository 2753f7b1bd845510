import Documents
import Foundation
import Grid

/// A message of the bank, told by what is in it.
enum BankFile {
  case report([StatusLine])
  case statement([StatementEntry])

  /// Reads a file to its end before anything of it is believed.
  init(_ file: String) throws {
    let reader = XMLReader(file)
    do {
      let (name, namespace) = try reader.root()
      switch (name, namespace.split(separator: ":").last.map { $0.prefix(9) }) {
      case ("Document", "pain.002."): self = .report(try StatusLine.lines(of: reader))
      case ("Document", "camt.053."): self = .statement(try StatementEntry.entries(of: reader))
      default: throw PaymentFailure.otherMessage(file: file)
      }
    } catch let failure as XMLFailure {
      switch failure {
      case .cannotRead(let reason):
        throw PlainFailure(.noInput, "cannot read \(file): \(reason)", hint: "Is the name right?")
      case .malformed(let line): throw PaymentFailure.unreadable(file: file, problem: "line \(line) breaks off")
      case .documentType(let line):
        throw PaymentFailure.unreadable(file: file, problem: "line \(line) declares a document type")
      }
    }
  }
}

/// What a status report (pain.002) says of one payment, of a group of them, or of a whole message.
struct StatusLine: Equatable {
  /// The message, the group and the payment it is about, as we named them; nil: all.
  let message: String
  let group: String?
  let endToEnd: String?
  let isRejected: Bool
  /// Such as AM04; nil: not said.
  let reason: String?

  /// Lines in the order in which they hold: what is said of one payment before what is said of many.
  static func lines(of reader: XMLReader) throws -> [StatusLine] {
    var lines: [StatusLine] = []
    var message = ""
    try reader.records(["OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts", "TxInfAndSts"]) { record in
      let status: String?
      switch record.name {
      case "OrgnlGrpInfAndSts":
        message = record["OrgnlMsgId"] ?? ""
        status = record["GrpSts"]
      case "OrgnlPmtInfAndSts": status = record["PmtInfSts"]
      default: status = record["TxSts"]
      }
      guard let status else { return }
      let isPayment = record.name == "TxInfAndSts"
      lines.append(
        StatusLine(
          message: message, group: record["OrgnlPmtInfId"] ?? record.parent?["OrgnlPmtInfId"],
          endToEnd: isPayment ? record["OrgnlEndToEndId"] ?? "" : nil, isRejected: status == "RJCT",
          reason: reasonCode(record["StsRsnInf/Rsn/Cd"] ?? record["StsRsnInf/Rsn/Prtry"])))
    }
    let width = { (line: StatusLine) in line.endToEnd != nil ? 0 : line.group != nil ? 1 : 2 }
    return lines.enumerated().sorted { (width($0.element), $0.offset) < (width($1.element), $1.offset) }.map(\.element)
  }
}

/// An entry of an account's statement (camt.053).
struct StatementEntry: Equatable {
  /// One transaction of the entry.
  struct Detail: Equatable {
    var reference: String?
    /// Hundredths of the currency that it adds to the entry, always positive.
    var cents: Int?
    /// What else the bank calls its amount.
    var otherCents: [Int] = []
    var chargeCents = 0
    var isCredit: Bool
    var endToEnd: String?
    var message: String?
    var group: String?
    var reason: String?
    /// What the payer wrote.
    var text = ""
  }

  /// The account of the statement; nil: it is not named by an IBAN.
  let account: IBAN?
  let isBooked: Bool
  /// The bank's name for the entry, else that of the statement with the entry's position.
  let reference: String
  let bookedOn: LocalDay?
  let currency: String
  let cents: Int?
  let isCredit: Bool
  /// Direct debits that we asked for, or what came back of them.
  let isDirectDebit: Bool
  let message: String?
  let group: String?
  let text: String
  let details: [Detail]

  /// What tells each detail from all others: the bank's reference, or the entry's with the position where there is none or several
  /// have the same.
  var references: [String] {
    let given = Dictionary(grouping: details.compactMap(\.reference)) { $0 }.mapValues(\.count)
    return details.enumerated().map { index, detail in
      if let reference = detail.reference, given[reference] == 1 { return reference }
      return details.count == 1 ? reference : "\(reference)/\(index + 1)"
    }
  }

  static func entries(of reader: XMLReader) throws -> [StatementEntry] {
    var entries: [StatementEntry] = []
    var details: [Detail] = []
    var position = 0
    try reader.records(["Stmt", "Ntry", "TxDtls"]) { record in
      switch record.name {
      case "TxDtls": details.append(Detail(record))
      case "Ntry":
        position += 1
        entries.append(StatementEntry(record, position: position, details: details))
        details = []
      default: position = 0
      }
    }
    return entries
  }

  private init(_ record: XMLRecord, position: Int, details: [Detail]) {
    account = record.parent?["Acct/Id/IBAN"].flatMap { IBAN($0) }
    isBooked = (record["Sts/Cd"] ?? record["Sts"]) == "BOOK"
    let statement = bankReference(record.parent?["Id"]) ?? ""
    reference = bankReference(record["AcctSvcrRef"]) ?? "\(statement)#\(position)"
    bookedOn = (record["BookgDt/Dt"] ?? record["BookgDt/DtTm"]).flatMap { LocalDay($0.prefix(10)) }
    currency = record["Amt@Ccy"] ?? ""
    cents = hundredths(record["Amt"])
    isCredit = record["CdtDbtInd"] == "CRDT"
    isDirectDebit = record["BkTxCd/Domn/Fmly/Cd"] == "IDDT"
    message = record["NtryDtls/Btch/MsgId"]
    group = record["NtryDtls/Btch/PmtInfId"]
    text = record["AddtlNtryInf"] ?? ""
    self.details = details
  }
}

extension StatementEntry.Detail {
  fileprivate init(_ record: XMLRecord) {
    let parts = ["Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"].compactMap { hundredths(record[$0]) }
    let charges = record.all("Chrgs/Rcrd/Amt").isEmpty ? record.all("Chrgs/Amt") : record.all("Chrgs/Rcrd/Amt")
    self.init(
      reference: bankReference(record["Refs/AcctSvcrRef"]),
      cents: hundredths(record["Amt"] ?? record["AmtDtls/TxAmt/Amt"]),
      otherCents: parts, chargeCents: charges.compactMap(hundredths).reduce(0, +),
      isCredit: (record["CdtDbtInd"] ?? record.parent?["CdtDbtInd"]) == "CRDT", endToEnd: record["Refs/EndToEndId"],
      message: record["Refs/MsgId"], group: record["Refs/PmtInfId"],
      reason: reasonCode(record["RtrInf/Rsn/Cd"] ?? record["RtrInf/Rsn/Prtry"]),
      text: (record.all("RmtInf/Ustrd") + record.all("RmtInf/Strd/CdtrRefInf/Ref")).joined(separator: " "))
  }
}

/// A reference that tells an entry from others, on one line; nil where banks write a word instead, or more than ISO 20022 allows.
///
/// Account numbers are masked: some banks make references of them.
private func bankReference(_ text: String?) -> String? {
  guard let text, text.count <= 35, !["NONREF", "NOTPROVIDED", "NOREF"].contains(text.uppercased()) else { return nil }
  let isShown = { (scalar: Unicode.Scalar) in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
    default: true
    }
  }
  return IBAN.masked(in: String(String.UnicodeScalarView(text.unicodeScalars.map { isShown($0) ? $0 : " " })))
}

/// A code of ISO 20022; anything longer or stranger is somebody's prose.
private func reasonCode(_ text: String?) -> String? {
  text.flatMap { $0.wholeMatch(of: #/[A-Z0-9]{2,10}/#) != nil ? $0 : nil }
}

/// Hundredths of an amount with at most two decimals that count; nil: none, or more than a hundred billions.
private func hundredths(_ text: String?) -> Int? {
  guard let text, let amount = ExactDecimal(text) else { return nil }
  let rounded = amount.rounded(to: 2)
  guard !(rounded < amount), !(amount < rounded), rounded.unscaled.magnitude <= 10_000_000_000_000 else { return nil }
  return Int(rounded.unscaled)
}
