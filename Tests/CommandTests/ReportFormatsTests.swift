import Foundation
import Support
import Testing

/// What every report command does with `--output`, `--format`, `--language` and `--decimal`.
@Suite struct ReportFormatsTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  private static let april = "--period 2025-04 --as-of 2025-05-05T06:00:00+02:00"

  @Test("one report has the same figures in every form")
  func forms() throws {
    let report = "gridctl report usage \(Self.april) --quiet"
    for form in ["csv", "json", "xlsx", "pdf", "html"] { _ = try place.succeed("\(report) --output april.\(form)") }
    #expect(try place.succeed("cat april.csv").contains("EC2,6,2366.626,1916.427,"))
    #expect(try place.succeed("cat april.json").contains("[\"EC2\", 6, 2366.626, 1916.427, "))
    #expect(try place.succeed("cat april.html").contains("<td class=\"n\">2,366.626</td>"))
    #expect(try place.succeed("pdftotext -layout april.pdf -").contains("2,366.626"))
    #expect(try place.succeed("unzip -p april.xlsx xl/worksheets/sheet1.xml").contains("<v>2366.626</v>"))
    // The same bytes through a pipe, and whatever the file is called.
    for form in ["csv", "json", "xlsx", "pdf", "html"] {
      _ = try place.succeed("\(report) --format \(form) --output - | cat > piped; cmp piped april.\(form)")
      _ = try place.succeed("\(report) --format \(form) --output named; cmp named april.\(form)")
    }
    #expect(try place.succeed("\(report) --format json; \(report) --output -").hasPrefix("{\"title\""))
  }

  @Test("French has French words everywhere, a decimal comma where people read, and in CSV when it is asked for")
  func french() throws {
    for (report, title, word) in [
      ("usage \(Self.april)", "Consommation, avril 2025", "Communauté"),
      (
        "usage \(Self.april) --grain day --scope client --last-year", "Consommation des compteurs par jour", "définitif"
      ),
      ("sharing \(Self.april)", "Partage, avril 2025", "Autoconsommation"),
      ("ems --day 2025-04-02 --as-of 2025-05-05T06:00:00+02:00", "Appareils flexibles, 2025-04-02", "Aucun plan"),
    ] {
      let shown = try place.succeed("gridctl report \(report) --language fr --quiet")
      #expect(shown.contains(title) && shown.contains(word), "\(report)\n\(shown)")
      #expect(!shown.contains("Community") && !shown.contains("kWh |  Known"))
    }
    let report = "gridctl report usage \(Self.april) --language fr --quiet"
    #expect(try place.succeed(report).contains("2366,626"))
    #expect(try place.succeed("\(report) --format csv").contains("EC2,6,2366.626,"))
    #expect(try place.succeed("\(report) --format csv --decimal comma").contains("EC2;6;2366,626;"))
    #expect(try place.succeed("\(report) --output a.pdf; pdftotext -layout a.pdf -").contains("2 366,626"))
    for command in ["balance --period 2025-04-06", "peaks --period 2025-04-06", "autarky list --last 24h"] {
      let (_, shown) = try place.run(
        "gridctl \(command) --as-of 2025-05-05T06:00:00+02:00 --language fr --format csv --quiet 2> /dev/null")
      #expect(shown.hasPrefix("Communauté,Début,"), "\(shown)")
    }
  }

  @Test("a full standard output is 74, a file that cannot be there 73, and an older file stays")
  func unwritable() throws {
    let report = "gridctl report usage \(Self.april) --quiet"
    for form in ["csv", "json", "xlsx", "pdf", "html"] {
      let (status, output) = try place.run("\(report) --format \(form) --output - > /dev/full")
      #expect(status == 74 && output.contains("cannot write to standard output"), "\(form): \(output)")
      let missing = try place.run("\(report) --format \(form) --output /nowhere/a")
      #expect(missing.status == 73 && missing.output.contains("/nowhere/a"), "\(form): \(missing.output)")
    }
    _ = try place.succeed("mkdir shut; echo old > shut/a.pdf; chmod a-w shut")
    let shut = try place.run("\(report) --output shut/a.pdf")
    // Root writes everywhere.
    if getuid() != 0 { #expect(shut.status == 73) }
    #expect(try place.succeed("ls -A shut").split(separator: "\n") == ["a.pdf"])
  }

  @Test(
    "what cannot be is refused before anything is computed",
    arguments: [
      ("--format docx", "cannot be 'docx'"), ("--format pdf", "needs --output"), ("--output a.txt", "--format"),
      ("--language de", "cannot be 'de'"), ("--decimal dot", "cannot be 'dot'"),
    ])
  func refused(_ options: String, _ says: String) throws {
    let (status, output) = try place.run("gridctl report usage \(Self.april) \(options) --home /nowhere")
    #expect(status == 64 && output.contains(says), "\(output)")
  }

  @Test("a period without anything is an empty report that says so")
  func emptyPeriod() throws {
    for report in ["usage", "usage --grain day", "usage --grain 5min --scope client", "sharing"] {
      let line = "gridctl report \(report) --period 1999-04 --as-of 2025-05-05T06:00:00+02:00 --quiet"
      #expect(try place.succeed(line).contains("No rows."), "\(report)")
      #expect(try place.succeed("\(line) --language fr").contains("Aucune ligne."))
      #expect(try place.succeed("\(line) --format json").contains("\"rows\": []"))
      #expect(try place.succeed("\(line) --output e.pdf; pdftotext e.pdf -").contains("No rows."))
      _ = try place.succeed("\(line) --output e.xlsx; unzip -tq e.xlsx")
    }
  }
}
