/// The statuses gridctl exits with, those of sysexits.h where one fits.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// All work done; rejected rows are counted in the summary.
  case done = 0
  /// A check found violations, or a tolerance was exceeded.
  case violations = 1
  /// The command line is wrong.
  case usage = 64
  /// The data was refused and nothing of it was loaded.
  case dataRefused = 65
  /// An input file, meter, customer, … does not exist.
  case noInput = 66
  /// The database cannot be reached, or was lost.
  case unavailable = 69
  /// A bug of gridctl.
  case bug = 70
  /// An output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed midway: disk full, truncated compression, …
  case ioError = 74
  /// Another run holds the lock, transactions collided, or the mail server is down: try again later.
  case busy = 75
  /// Configuration or schema version.
  case configuration = 78
}
