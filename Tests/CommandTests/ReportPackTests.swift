import Support
import Testing

@Suite struct ReportPackTests {
  let clock = "--as-of 2025-05-05T06:00:00+02:00"

  @Test("the same clock gives the same pack, in each language, and an empty period gives one too")
  func again() throws {
    let place = try Workplace()
    _ = try place.succeed("gridctl report pack --period 2025-04 --output a \(clock)")
    _ = try place.succeed("sleep 1; gridctl report pack --period 2025-04 --output b \(clock) && diff -r a b")
    _ = try place.succeed(
      "gridctl report pack --period 2025-04 --output a --community EC4 --households --language fr --replace \(clock)")
    #expect(try place.succeed("ls a/2025-04/households | wc -l") == "4\n")
    #expect(try place.succeed("cat a/2025-04/index.html").contains("Rapports, avril 2025"))
    _ = try place.succeed("cd a/2025-04 && sha256sum --check --strict --quiet SHA256SUMS")
    let empty = try place.succeed("gridctl report pack --period 1990-01 --output a \(clock)")
    #expect(empty.contains("11 files"))
    #expect(try place.succeed("ls -A a") == "1990-01\n2025-04\n")
  }

  @Test("a folder of that name is not touched, nor is anything left where none can be made")
  func refused() throws {
    let place = try Workplace()
    _ = try place.succeed("mkdir -p a/2025-04 && touch a/2025-04/mine")
    #expect(try place.run("gridctl report pack --period 2025-04 --output a \(clock)").status == 73)
    #expect(try place.succeed("ls -A a a/2025-04") == "a:\n2025-04\n\na/2025-04:\nmine\n")
    #expect(try place.run("gridctl report pack --period 2025-04 --output a/2025-04/mine \(clock)").status == 73)
    #expect(try place.run("gridctl report pack --period 2025-04 --output a --community XX \(clock)").status == 66)
    #expect(try place.run("gridctl report pack --output a \(clock)").status == 64)
  }
}
