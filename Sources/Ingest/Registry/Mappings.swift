import Database
import Decode

/// Stores how CSV dumps are read; dumps that were loaded stay as they are.
func importMapping(_ mapping: CSVMapping, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  if mapping.files.isEmpty, mapping.header == nil {
    log.add(
      Place(line: 1), "missing-key",
      "a mapping that is stored says by 'files' or by the text of 'header' which dumps it is for")
  }
  try log.refuse()
  let stored = try connection.query("ingest/mappings").first { $0.text("mapping") == mapping.name }?.text("document")
  if stored != mapping.document {
    try connection.query("ingest/import_mapping", mapping.name, mapping.document, mapping.files, mapping.header)
  }
  return ImportSummary(
    kind: .mapping, read: 1, added: stored == nil ? 1 : 0,
    changed: stored == nil || stored == mapping.document ? 0 : 1)
}

/// The mappings that were imported, by name.
public func storedMappings(on connection: Connection) throws -> [CSVMapping] {
  try connection.query("ingest/mappings").map { row in
    let name = row.text("mapping")
    var mapping = try CSVMapping(document: Array(row.text("document").utf8), file: "\(name).mapping.json")
    mapping.name = name
    return mapping
  }
}
