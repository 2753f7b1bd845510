/// Something about a plan that a person has to know. Stored, and written as `[WARN_CONSTRAINT] device: reason …`.
public struct PlanWarning: Sendable, Equatable {
  public enum Tag: String, Sendable, CaseIterable {
    /// A wish could not be kept as it was and was relaxed.
    case constraint = "WARN_CONSTRAINT"
    /// A device is left out of this plan.
    case ignored = "WARN_IGNORED"
    /// Something was missing in a database, or a database could not be reached.
    case database = "WARN_DATABASE"
    /// Nothing can be planned.
    case impossible = "WARN_IMPOSSIBLE"
  }

  public var tag: Tag
  /// Nil: it is about the plan as a whole.
  public var device: String?
  public var reason: String
  /// What was wished and what holds instead, as a person reads it; nil where nothing was changed.
  public var before: String?
  public var after: String?

  public init(_ tag: Tag, device: String? = nil, _ reason: String, before: String? = nil, after: String? = nil) {
    self.tag = tag
    self.device = device
    self.reason = reason
    self.before = before
    self.after = after
  }
}
