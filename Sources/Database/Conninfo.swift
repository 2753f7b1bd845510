import CPostgreSQL

extension Connection {
  /// Whether a connection string carries a secret, as libpq itself reads it; nil when libpq cannot read it.
  ///
  /// libpq's own words about a string it cannot read quote pieces of it, so they are not passed on.
  public static func carriesSecret(_ conninfo: String) -> Bool? {
    guard let options = PQconninfoParse(conninfo, nil) else { return nil }
    defer { PQconninfoFree(options) }
    var option = options
    while option.pointee.keyword != nil {
      // libpq marks what must not be shown with a star: password and sslpassword.
      if option.pointee.val != nil, option.pointee.dispchar.map({ String(cString: $0) }) == "*" { return true }
      option += 1
    }
    return false
  }
}
