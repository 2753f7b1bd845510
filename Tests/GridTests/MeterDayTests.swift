import Grid
import Testing

@Suite struct MeterDayTests {
  let unknown = Int32.min
  let missing = MeterDay.missing

  func day(_ blocks: [(Register, [Int32])], exponents: [Int16] = []) -> MeterDay {
    let blocks = blocks.enumerated().map { index, block in
      MeterDay.Block(
        register: block.0, exponent: exponents.isEmpty ? 0 : exponents[index], values: block.1)
    }
    return MeterDay(blocks, count: 3)
  }

  @Test("a house uses its own production first")
  func derived() {
    let day = day([(.consumption, [5, 5, 5]), (.production, [0, 5, 9])])
    #expect(day.imported == [5, 0, 0])
    #expect(day.exported == [0, 0, 4])
  }

  @Test("a battery is a use when it charges and a source when it discharges")
  func battery() {
    let day = day([(.consumption, [5, 5, 5]), (.batteryCharge, [0, 3, 0]), (.batteryDischarge, [7, 0, 2])])
    #expect(day.imported == [0, 8, 3])
    #expect(day.exported == [2, 0, 0])
  }

  @Test("an unknown element of any stored register makes the interval unknown")
  func unknownElements() {
    let day = day([(.consumption, [5, unknown, 5]), (.production, [1, 1, unknown])])
    #expect(day.imported == [4, missing, missing])
    #expect(day.exported == [0, missing, missing])
    #expect(day.consumption == [5, missing, 5])
  }

  @Test("a meter with production alone uses nothing")
  func plant() {
    let day = day([(.production, [1, 2, 3])])
    #expect(day.imported == [0, 0, 0])
    #expect(day.exported == [1, 2, 3])
  }

  @Test("import and export that are stored are taken as they are")
  func measured() {
    let day = day([(.imported, [1, 2, 3]), (.exported, [0, 0, 4]), (.consumption, [9, 9, 9])])
    #expect(day.imported == [1, 2, 3])
    #expect(day.exported == [0, 0, 4])
  }

  @Test("import alone exports nothing, as far as it is known")
  func importAlone() {
    let day = day([(.imported, [1, unknown, 3])])
    #expect(day.imported == [1, missing, 3])
    #expect(day.exported == [0, missing, 0])
    #expect(day.consumption == [1, missing, 3])
  }

  @Test("import, export and production give the consumption")
  func balance() {
    let day = day([(.imported, [1, 0, 3]), (.exported, [0, 4, 0]), (.production, [2, 6, unknown])])
    #expect(day.consumption == [3, 2, missing])
  }

  @Test("registers in Wh and in mWh meet in mWh")
  func exponents() {
    let day = day([(.consumption, [2, 2, 2]), (.production, [1999, 0, 2001])], exponents: [0, -3])
    #expect(day.exponent == -3)
    #expect(day.imported == [1, 2000, 0])
    #expect(day.exported == [0, 0, 1])
  }

  @Test("a short block is filled up with unknown values, a long one is cut")
  func lengths() {
    #expect(day([(.imported, [1])]).imported == [1, missing, missing])
    #expect(day([(.imported, [1, 2, 3, 4])]).imported == [1, 2, 3])
  }

  @Test(
    "with import and production alone, export and use are unknown; a known import goes before a derived one, element by element"
  )
  func partialRegisters() {
    func block(_ register: Register, _ values: [Int32]) -> MeterDay.Block {
      .init(register: register, exponent: 0, values: values)
    }
    let blind = MeterDay([block(.imported, [0, 5]), block(.production, [500, 0])], count: 2)
    #expect(blind.imported == [0, 5])
    #expect(blind.exported == [MeterDay.missing, MeterDay.missing])
    #expect(blind.consumption == [MeterDay.missing, MeterDay.missing])
    let mixed = MeterDay(
      [block(.consumption, [100, 100]), block(.production, [0, 30]), block(.imported, [101, .min])], count: 2)
    #expect(mixed.imported == [101, 70])
    #expect(mixed.exported == [0, 0])
  }
}
