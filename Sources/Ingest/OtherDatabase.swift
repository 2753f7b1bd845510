import Database
import Grid

/// Says in words of our own what a database of somebody else refused.
///
/// - Parameter hint: What to look at when its tables are others.
func readingOther<T>(_ label: String, hint: String, _ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let failure as DatabaseFailure {
    switch failure.code {
    case "57014", "55P03": throw PlainFailure(.unavailable, "\(label) does not answer in time", hint: failure.hint)
    case "42703", "42883", "42P01", "42501":
      throw PlainFailure(.configuration, "\(label) cannot be read: \(failure.message)", hint: hint)
    case "": throw PlainFailure(.unavailable, "\(label) was lost while it was read")
    default: throw failure
    }
  }
}
