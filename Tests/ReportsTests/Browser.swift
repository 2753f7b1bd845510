import Foundation

/// Headless Chromium on a page in a folder. Its proxy is a port where nobody listens: what it fetched would fail and be told.
struct Browser {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

  let office: Office

  /// The document as the browser made it of a file in the folder, and what its console said.
  func load(_ page: String, width: Int = 1000) throws -> (dom: String, console: [String]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/chromium")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(office.path("chromium"))", "--no-first-run",
      "--proxy-server=http://127.0.0.1:9", "--disable-background-networking", "--allow-file-access-from-files",
      "--enable-logging=stderr", "--window-size=\(width),900", "--virtual-time-budget=2000", "--dump-dom",
      "file://\(office.path(page))",
    ]
    let errors = office.path("console.txt")
    FileManager.default.createFile(atPath: errors, contents: nil)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    try process.run()
    let dom = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let console = try String(contentsOfFile: errors, encoding: .utf8).split(separator: "\n").map(String.init)
    return (dom, console.filter { $0.contains("CONSOLE") })
  }

  /// Widths of a page in a frame of so many pixels: what it would scroll to, and what it has.
  func widths(of page: String, in width: Int, isOpen: Bool) throws -> (scrolled: Int, shown: Int) {
    try """
    <!DOCTYPE html><html><body><iframe src="\(page)" style="width:\(width)px;height:640px;border:0"></iframe><script>
    addEventListener("load", () => {
      const root = document.querySelector("iframe").contentDocument.documentElement;
      if (\(isOpen)) root.querySelectorAll("details").forEach(details => { details.open = true; });
      document.title = root.scrollWidth + " " + root.clientWidth;
    });
    </script></body></html>
    """.write(toFile: office.path("frame.html"), atomically: true, encoding: .utf8)
    let dom = try load("frame.html").dom
    let title = dom.firstMatch(of: #/<title>(\d+) (\d+)<\/title>/#)
    return (Int(title?.output.1 ?? "") ?? -1, Int(title?.output.2 ?? "") ?? -2)
  }
}
