import Foundation
import Grid

let gridctlVersion = "0.1.0"

/// Everything that can be typed, in the order of the help.
let commands: [any Command.Type] = [
  Demo.self,
  DbInit.self, DbStart.self, DbStop.self, DbStatus.self, DbMigrate.self, DbPsql.self,
  ImportCommand.self, MappingCommand.self, IngestCommand.self, DumpsList.self, DumpsWithdraw.self,
  RejectsList.self, RejectsRetry.self, ReadsList.self,
  VeeRun.self, VeeList.self, VeeEdit.self, VeeHistory.self,
  AggregateCommand.self,
  AutarkyList.self, AutarkyChangesCommand.self, Balance.self, BalanceRequest.self, PeaksCommand.self,
  Regulate.self, DirectivesList.self, DirectivesSet.self,
  ChargeRequest.self, ChargeAuthorize.self, ChargeSlots.self, ChargeCheck.self,
  DemandAnnounce.self, DemandList.self, DemandDispatch.self,
  ForecastRun.self, ForecastBacktest.self, ForecastBalance.self, ForecastNextHour.self,
  Allocate.self, AllocateExport.self, AllocateCompare.self,
  BatteryList.self, BatteryReplayCommand.self, BatteryPlanCommand.self, BatterySettle.self,
  VppOffer.self, VppSettle.self,
  EmsSync.self, EmsLearn.self, EmsAcquire.self,
  EmsPlan.self, EmsCurrent.self, EmsPublish.self, EmsReplay.self, EmsCompare.self, EmsSolve.self,
  Notify.self,
  BillRun.self, BillIssue.self, BillList.self, BillShow.self, BillPrint.self, BillCorrect.self,
  BillEstimateCommand.self, BillSimulateCommand.self, BillYearCommand.self,
  BillXMLCommand.self, BillExportCommand.self, BillJournalCommand.self,
  BillCollect.self, BillPayments.self, BillOpen.self,
  PartnerList.self, PartnerTopUp.self, PartnerRefund.self, PartnerLedger.self, PartnerRequestCommand.self,
  PartnerSubscribe.self, PartnerExport.self, PartnerInvoiceCommand.self,
  ReportList.self, ReportUsage.self, ReportSharing.self, ReportManagement.self, ReportHousehold.self, ReportEms.self,
  ReportBalance.self, ReportPeaks.self, ReportMalfunctions.self, ReportQuality.self, ReportDirectives.self,
  ReportPackCommand.self,
  SimulateCommand.self,
  Check.self, CheckMeters.self, CheckFreshness.self, RunsList.self, SQLCommand.self, Help.self,
]

@main struct Main {
  static func main() {
    signal(SIGPIPE, SIG_DFL)
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Runs one command line; the only place that turns an error into a status.
  static func run(_ words: [String]) -> ExitStatus {
    var session: Session?
    do {
      let (command, rest) = try find(words)
      let values = try OptionValues(rest, for: command)
      if values.has(.help) {
        Terminal(isQuiet: false).write(Usage.page(of: command))
        return .done
      }
      let prepared = try Session(values)
      session = prepared
      try command.init(values).run(in: prepared)
      if let loss = prepared.terminal.loss {
        throw PlainFailure(
          .ioError, "cannot write to standard output", detail: loss, hint: "Is the disk full? What is there is cut off."
        )
      }
      prepared.close(status: prepared.status, message: nil)
      return prepared.status
    } catch {
      let failure =
        error as? any Failure ?? PlainFailure(.bug, "\(error)", hint: "Please report it with the command line.")
      report(failure)
      session?.close(status: failure.status, message: failure.message)
      return failure.status
    }
  }

  /// The command that a line starts with, the longest name first, and the words after it.
  static func find(_ words: [String]) throws -> (any Command.Type, ArraySlice<String>) {
    switch words.first {
    case nil, "--help", "-h": return (Help.self, [])
    case "--version":
      return (Version.self, [])
    default: break
    }
    for length in [2, 1] where words.count >= length {
      let name = words.prefix(length).joined(separator: " ")
      if let command = commands.first(where: { $0.name == name }) { return (command, words.dropFirst(length)) }
    }
    let family = commands.map { $0.name }.filter { $0.hasPrefix(words[0] + " ") }
    guard family.isEmpty else {
      if words.count > 1, !words[1].hasPrefix("-") {
        let near = nearest(words.prefix(2).joined(separator: " "), among: family)
        throw UsageFailure(
          "there is no command '\(words[0]) \(words[1])'",
          hint: near.map { "Did you mean '\($0)'?" } ?? "One of: \(family.joined(separator: ", ")).")
      }
      throw UsageFailure("'\(words[0])' needs one more word", hint: "One of: \(family.joined(separator: ", ")).")
    }
    let near =
      nearest(words.prefix(2).joined(separator: " "), among: commands.map { $0.name })
      ?? nearest(words[0], among: commands.map { $0.name })
    throw UsageFailure(
      "there is no command '\(words[0])'", hint: near.map { "Did you mean '\($0)'?" } ?? "See 'gridctl help'.")
  }

  private static func report(_ failure: any Failure) {
    let terminal = Terminal(isQuiet: false)
    for finding in (failure as? Refusal)?.findings ?? [] { terminal.tell(finding.description) }
    terminal.tell("gridctl: \(failure.message)")
    if let detail = failure.detail { terminal.tell("  detail: \(detail)") }
    if let hint = failure.hint { terminal.tell("  hint: \(hint)") }
  }
}
