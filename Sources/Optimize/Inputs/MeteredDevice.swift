import Database

/// A flexible device, its own meter, and how its cycles are told from the rest.
public struct MeteredDevice: Sendable, Equatable {
  public let communityID: Int64
  public let community: String
  public let zone: String
  public let device: String
  /// Nil: no meter measures it alone.
  public let meterID: Int64?
  public let meter: String?
  /// Seconds of the meter's interval; 900 without a meter.
  public let interval: Int
  /// What is set for it; nil: nothing.
  public let thresholds: CycleThresholds?
}

extension Connection {
  /// The flexible devices of a kind, by community and name.
  func devices(_ kind: FlexibleDevice.Kind, community: String?, device: String?) throws -> [MeteredDevice] {
    try query("optimize/metered_devices", kind.rawValue, community, device).map { row in
      MeteredDevice(
        communityID: row.int64("community_id"), community: row.text("community"), zone: row.text("zone"),
        device: row.text("device"), meterID: row.optional("meter_id").flatMap { Int64($0) },
        meter: row.optional("meter"), interval: row.optionalInt("interval_s") ?? 900,
        thresholds: row.optionalInt("start_w").map {
          CycleThresholds(start: $0, end: row.int("end_w"), period: row.int("period_s"), gap: row.int("gap"))
        })
    }
  }
}

extension Sequence where Element == MeteredDevice {
  /// Communities in their order, each with its devices.
  var byCommunity: [[MeteredDevice]] {
    var groups: [[MeteredDevice]] = []
    for device in self {
      if groups.last?[0].communityID == device.communityID {
        groups[groups.count - 1].append(device)
      } else {
        groups.append([device])
      }
    }
    return groups
  }
}
