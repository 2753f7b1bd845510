import Foundation
import Grid
import Support
import Testing

@testable import gridctl

/// Pages of many households in a folder.
@Suite struct HouseholdPagesTests {
  @Test("a folder takes a page of each household, and the same run writes the same bytes")
  func folder() throws {
    let place = try Workplace()
    let line = "gridctl report household --all --period 2025-04 --as-of 2025-05-05T06:00:00+02:00 --output"
    #expect(try place.succeed("\(line) pages/").contains("report household: 10 households"))
    let names = try place.succeed("ls pages").split(separator: "\n")
    #expect(names.count == 10 && names.contains("household-M133-2025-04.html"))
    _ = try place.succeed("\(line) again/ && diff -r pages again && ! ls -A pages | grep '^\\.'")
    _ = try place.succeed(
      "gridctl report household --community EC2 --period 2025-04 --format xlsx --output books/ && gridctl report household --meter M133 --period 2025-04 --format pdf --output one/"
    )
    #expect(try place.succeed("ls books").split(separator: "\n").allSatisfy { $0.hasSuffix("-2025-04.xlsx") })
    #expect(try place.succeed("cat pages/*").contains("lang=\"en\""))
    for secret in ["Anna", "rue ", "@"] where try place.succeed("cut -d, -f2- Examples/customers.csv").contains(secret)
    {
      #expect(try !place.succeed("cat pages/* | sed '/<style>/,/<\\/style>/d'").contains(secret), "\(secret)")
    }
  }

  @Test("a file's name is safe whatever the meter is called, and two meters never share one")
  func names() {
    let month = Period("2025-04", today: LocalDay(number: 0))!
    #expect(fileName("M133", month) == "household-M133-2025-04")
    #expect(fileName("../../etc/passwd", month) == "household-..%2F..%2Fetc%2Fpasswd-2025-04")
    #expect(fileName("a b\u{0}\n%", month) == "household-a%20b%00%0A%25-2025-04")
    #expect(fileName("A/1", month) != fileName("A%2F1", month))
    #expect(fileName("Ü-9", Period("2025-04-07", today: LocalDay(number: 0))!) == "household-Ü-9-2025-04-07")
    #expect(fileName("A", Period("2025", today: LocalDay(number: 0))!) == "household-A-2025-01-01_2026-01-01")
  }

  @Test("what is asked for wrongly, is not there or cannot be written ends with its status, and leaves no file")
  func trouble() throws {
    let place = try Workplace()
    for (line, status, says) in [
      ("--meter M133", 64, "needs --period or --day"), ("--period 2025-04", 64, "needs --meter, --customer or --all"),
      ("--all --period 2025-04", 64, "needs --output"),
      ("--all --meter M133 --period 2025-04 --output x/", 64, "--all goes with"),
      ("--meter M133 --period 2025-04 --grain week", 64, "hour, day, month"),
      ("--customer NOBODY --period 2025-04", 66, "customer 'NOBODY' has no contract"),
      ("--meter M133 --period 2019-04 --output e.html", 0, "no row of the period is known"),
      ("--all --period 2019-04 --output none/", 0, "0 households"),
      ("--all --period 2025-04 --output plain/", 73, "cannot create the folder"),
      ("--meter M133 --period 2025-04 --output plain/x.html", 73, "plain/x.html"),
      ("--meter M133 --period 2025-04 --output /nowhere/x.html", 73, "/nowhere/x.html"),
    ] as [(String, Int32, String)] {
      let (found, output) = try place.run("touch plain; gridctl report household \(line)")
      #expect(found == status && output.contains(says), "\(line)\n\(output)")
    }
    #expect(try place.succeed("cat e.html").contains("belongs to no community in this period"))
    #expect(try place.succeed("find . -name '*household*' -not -path './home/*'").isEmpty)
  }
}
