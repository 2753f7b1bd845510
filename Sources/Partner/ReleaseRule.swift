import Database
import Grid

/// How many households a sum has, and how much of it one of them may be.
///
/// ## Why no difference tells about fewer
///
/// Look at everything that was ever told, to anybody, as sets of *elements*: a meter's reading in a base slot (a quarter hour or an
/// hour). A told number is the sum of the elements of its *cell*: a group's members × the slot. Two elements are in the
/// same *atom* when exactly the same told cells contain them. Then:
///
/// 1. A cell is a union of atoms, so every linear combination of told numbers is a linear combination of the
///    totals of atoms: an attacker who adds and subtracts, over groups, grains, classes and partners, learns no more than these.
/// 2. Every atom has at least `households` households, and in no measure is one of them more than `share` of its total. So a
///    combination that is not zero has terms of at least that many households; a union of atoms keeps the share (the mediant of fractions
///    that are at most `share` is at most `share`).
/// 3. A cell that is told later splits atoms into what is inside and what is outside. It is told only when every part that is
///    in some cell is safe again: so rule 2 holds after each step, by induction from nothing told at all. What is
///    withheld beside an unsafe cell (secondary suppression) is what this refuses. Taking a cell away only unites
///    atoms, so that any part of a safe set of cells is safe: cells can be tried together, and halved when they fail.
///
/// Households of which partners were told one by one are known: an atom must be safe with all its households and also with only
/// those that are not known. A told number is never told anew from other readings: who was corrected after the first cell is in no
/// new one. Customers count, not meters; the sums of all meters of a customer in an atom are one household's.
///
/// Measures that follow from each other are judged together: consumption alone may be told; import, export and production are
/// told with it or not at all, and then self-consumption (consumption − import) must be safe too. Rule 2's number
/// of households holds for combinations of all of them.
///
/// A total of zero says of every household that it was zero. So consumption and import of zero are withheld; production of zero is
/// told, because it says that the sun did not shine, and with it export and self-consumption of zero.
struct ReleaseRule: Sendable {
  /// Households of an atom within a day, at least.
  let households: Int
  /// Households of an atom of whole months, at least.
  let householdsOfMonths: Int
  /// Ten-thousandths of a total that one household is at most.
  let share: Int64

  /// What counts when the product asks for less.
  static let fewest = 15
  static let fewestOfMonths = 10
  static let greatestShare: Int64 = 1500

  /// - Parameters:
  ///   - households: Of the product in force.
  ///   - share: Ten-thousandths.
  init(households: Int, share: Int64) {
    self.households = max(households, ReleaseRule.fewest)
    householdsOfMonths = max(households, ReleaseRule.fewestOfMonths)
    self.share = min(share, ReleaseRule.greatestShare)
  }

  /// The rule of a product, in force at an instant.
  init(_ product: Product, at asOf: Instant, on connection: Connection) throws {
    let day = LocalDay(number: Int32(asOf.seconds.quotientAndRemainder(flooringBy: 86_400).quotient))
    guard let row = try connection.query("partner/privacy_rule", product.rawValue, day).first else {
      throw PlainFailure(.dataRefused, "\(product.rawValue) is not on sale on \(day)")
    }
    self.init(households: row.int("k_min"), share: row.int64("max_share_1e4"))
  }

  /// For tests of small worlds only.
  init(small households: Int, ofMonths: Int, share: Int64) {
    self.households = households
    householdsOfMonths = ofMonths
    self.share = share
  }
}

/// Measures that are told together or not at all.
enum ReleaseFamily: Int, CaseIterable {
  case consumption, exchange

  /// Import, export, production and self-consumption.
  var measureCount: Int { self == .consumption ? 1 : 4 }

  /// Whether totals of an atom may be told, but for the number of households.
  ///
  /// - Parameters:
  ///   - totals: mWh by measure; of self-consumption the sum of what each household's is without its sign.
  ///   - greatest: Of one household.
  func isSafe(_ totals: UnsafePointer<Int64>, _ greatest: UnsafePointer<Int64>, share: Int64) -> Bool {
    func isSpread(_ at: Int) -> Bool { totals[at] > 0 && greatest[at] * 10_000 <= totals[at] * share }
    if self == .consumption { return isSpread(0) }
    let mayBeZero = totals[2] == 0
    func isFine(_ at: Int) -> Bool { isSpread(at) || mayBeZero && totals[at] == 0 }
    return isSpread(0) && isFine(1) && isFine(2) && isFine(3)
  }
}
