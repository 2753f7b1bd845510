import Grid

/// Which devices of a community to switch: cut above the limit, reopen below the reopen level or at autarky, hold between.
///
/// Powers are whole mW. A pure decision over what is known; the same input gives the same answer.
struct Regulation {
  struct Device {
    let name: String
    let power: Int64
    /// Of the directive in force; nil: none is.
    let state: SwitchState?
    let isOperators: Bool
    let issuedAt: Instant
    let expiresAt: Instant
    /// Seconds of the slot in which it was cut.
    let offSeconds: Int64

    var isOff: Bool { state == .off }
    /// Whether an operator decided: regulation leaves it alone.
    var isHeld: Bool { isOperators && state != nil && state != .auto }
  }

  struct Order: Equatable {
    let device: String
    let power: Int64
    let state: SwitchState
    let reason: String
  }

  enum Verdict: Equatable {
    /// Above the limit; what remains above it after everything that may be cut.
    case cut(uncovered: Int64)
    /// Between the levels, or below with nothing that fits.
    case hold
    case reopen
    /// Not above the limit as far as known; a member is missing, so nothing is reopened.
    case incomplete
  }

  let limit: Int64
  let reopenLevel: Int64
  /// Mean power of the slot.
  let mean: Int64
  let slotSeconds: Int64
  let isComplete: Bool
  let isAutarkic: Bool
  let asOf: Instant
  /// How long a directive holds, in seconds.
  let life: Int64

  /// What the slot would have used had the devices been all of it as they are now.
  ///
  /// A device that was cut or reopened since the slot began is counted for the seconds in which that did not show: so one
  /// slot is not answered twice, however often it is looked at.
  func expected(_ devices: [Device]) -> Int64 {
    devices.reduce(mean) { sum, device in
      let shown = device.isOff ? device.offSeconds - slotSeconds : device.offSeconds
      return sum + device.power * shown / slotSeconds
    }
  }

  func decide(_ devices: [Device]) -> (verdict: Verdict, orders: [Order]) {
    let expected = expected(devices)
    // Only what was measured is cut for, and only what was measured is reopened for.
    if min(mean, expected) > limit { return cut(devices, min(mean, expected)) }
    let load = max(mean, expected)
    let own = devices.filter { $0.isOff && !$0.isHeld }.sorted { ($0.issuedAt, $0.name) < ($1.issuedAt, $1.name) }
    guard isComplete else {
      // What is known is a lower bound: above the reopen level it is enough to hold, below it nothing can be told.
      return (
        .incomplete, mean >= reopenLevel ? renewed(own, "a member is missing, \(watts(mean)) W of the others") : []
      )
    }
    guard load < reopenLevel || isAutarkic else {
      return (.hold, renewed(own, "\(watts(load)) W is not below the reopen level of \(wattsUp(reopenLevel)) W"))
    }
    var room = limit - load
    var orders: [Order] = []
    let reason =
      load < reopenLevel
      ? "\(watts(load)) W is below the reopen level of \(wattsUp(reopenLevel)) W" : "the community is autarkic"
    for device in own {
      guard device.power <= room else {
        orders += renewed([device], "no room: \(watts(max(0, room))) W below the limit of \(watts(limit)) W")
        continue
      }
      room -= device.power
      orders.append(Order(device: device.name, power: device.power, state: .auto, reason: reason))
    }
    return (orders.contains { $0.state == .auto } ? .reopen : .hold, orders)
  }

  /// The greatest power first, so that the fewest devices are cut; at a limit of 0 all of them.
  private func cut(_ devices: [Device], _ load: Int64) -> (Verdict, [Order]) {
    var excess = load - limit
    let reason = "\(wattsUp(load)) W is above the limit of \(watts(limit)) W"
    var orders = renewed(devices.filter { $0.isOff && !$0.isHeld }, reason)
    let candidates = devices.filter { !$0.isOff && !$0.isHeld }.sorted { ($1.power, $0.name) < ($0.power, $1.name) }
    for device in candidates where excess > 0 || limit == 0 {
      excess -= device.power
      orders.append(Order(device: device.name, power: device.power, state: .off, reason: reason))
    }
    return (.cut(uncovered: max(0, excess)), orders)
  }

  /// Directives said again once half of their time is over.
  private func renewed(_ devices: [Device], _ reason: String) -> [Order] {
    devices.filter { ($0.expiresAt.seconds - asOf.seconds) * 2 <= life }.map {
      Order(device: $0.name, power: $0.power, state: .off, reason: "still cut: \(reason)")
    }
  }
}

/// mW as whole W, rounded down.
func watts(_ milliwatts: Int64) -> String { String(milliwatts.quotientAndRemainder(flooringBy: 1000).quotient) }

/// mW as whole W, rounded up: what is above a limit reads so.
func wattsUp(_ milliwatts: Int64) -> String { watts(milliwatts + 999) }
