/// What a meter exchanges with the grid in one interval.
///
/// A household uses its own production first: net = consumption + charge − production − discharge,
/// import = max(net, 0), export = max(−net, 0). All in the same unit.
@inlinable public func exchange(
  consumption: Int64, production: Int64, charge: Int64, discharge: Int64
) -> (imported: Int64, exported: Int64) {
  let net = consumption + charge - production - discharge
  return net >= 0 ? (net, 0) : (0, -net)
}
