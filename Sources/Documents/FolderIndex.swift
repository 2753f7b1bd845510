/// The page of a folder of documents: what each file answers, how large it is, and its digest. It needs nothing else.
struct FolderIndex {
  let title: String
  let subject: String
  let say: PrintLanguage
  let entries: [DocumentFolder.Entry]

  /// A row a file; of a folder within the folder one row a folder, with its files folded away.
  var text: String {
    let single = entries.filter { !$0.file.contains("/") }
    let folders = Dictionary(grouping: entries.filter { $0.file.contains("/") }) { $0.file.split(separator: "/")[0] }
    let more = folders.sorted { $0.key < $1.key }.map { name, files in
      """
      <details>
      <summary>\(SVGText.escaped(String(name))): \(say("\(files.count) files", fr: "\(files.count) fichiers"))</summary>
      \(table(files, label: String(name)))</details>

      """
    }
    return """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="\(say.rawValue)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(SVGText.escaped(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(SVGText.escaped(title))</h1>
      <p>\(SVGText.escaped(subject))</p>
      \(table(single, label: say("Files", fr: "Fichiers")))\(more.joined())<p>\(check)</p>
      </main>
      </body>
      </html>

      """
  }

  private var check: String {
    say(
      "The digests are in SHA256SUMS too: <code>sha256sum -c SHA256SUMS</code> tells whether a file was changed.",
      fr: "Les empreintes sont aussi dans SHA256SUMS : <code>sha256sum -c SHA256SUMS</code> dit si un fichier a changé."
    )
  }

  private func table(_ files: [DocumentFolder.Entry], label: String) -> String {
    let rows = files.map { entry in
      """
      <tr><th scope="row"><a href="\(SVGText.escaped(Self.link(entry.file)))">\(SVGText.escaped(entry.file))</a></th>\
      <td>\(SVGText.escaped(entry.answers))</td>\
      <td class="n">\(say.number(ExactDecimal(unscaled: entry.bytes, scale: 0), places: 0...0))</td>\
      <td><code>\(entry.digest)</code></td></tr>

      """
    }
    return """
      <div class="wide" role="region" tabindex="0" aria-label="\(SVGText.escaped(label))">
      <table>
      <thead><tr><th scope="col">\(say("File", fr: "Fichier"))</th><th scope="col">\(say("What it answers", fr: "Ce qu’il dit"))</th>\
      <th scope="col" class="n">\(say("Bytes", fr: "Octets"))</th><th scope="col">SHA-256</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>
      </div>

      """
  }

  /// A path as the address of a link: what is neither a letter, a digit, nor of `-._~/` is written `%2B`.
  private static func link(_ path: String) -> String {
    var link = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        link.append(Character(UnicodeScalar(byte)))
      default: link += "%" + hexadecimal([byte]).uppercased()
      }
    }
    return link
  }

  private static let style = """

    :root{color-scheme:light dark;--paper:#fff;--ink:#1f2a33;--quiet:#5d6b76;--line:#e3e8ec;--link:#24527a}
    @media (prefers-color-scheme:dark){:root{--paper:#12181d;--ink:#e8edf1;--quiet:#9fb0bc;--line:#2a343c;--link:#8fc1ec}}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif}
    main{max-width:72rem;margin:0 auto;padding:1rem}
    h1{font-size:1.4rem;line-height:1.25;margin:.5rem 0}
    p{margin:.25rem 0 1rem;color:var(--quiet)}
    a{color:var(--link)}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
    th,td{padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
    th{font-weight:600;white-space:nowrap}
    thead th{color:var(--quiet)}
    .n{text-align:right}
    code{font-size:.75rem;overflow-wrap:anywhere}
    summary{cursor:pointer;padding:.75rem 0}

    """
}
