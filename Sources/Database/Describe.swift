import CPostgreSQL

/// What the server says of a statement of the catalogue, as object identifiers of types.
public struct StatementDescription {
  public let parameters: [Int]
  public let columns: [(name: String, type: Int)]
}

extension Connection {
  /// Prepares a statement, describes it and forgets it again.
  public func describe(_ name: String) throws -> StatementDescription {
    PQclear(try check(PQprepare(handle, "described", Catalogue.statement(name), 0, nil), name))
    let result = try check(PQdescribePrepared(handle, "described"), name)
    defer {
      PQclear(result)
      try? execute("DEALLOCATE described")
    }
    return StatementDescription(
      parameters: (0..<PQnparams(result)).map { Int(PQparamtype(result, $0)) },
      columns: (0..<PQnfields(result)).map { (String(cString: PQfname(result, $0)), Int(PQftype(result, $0))) })
  }
}
