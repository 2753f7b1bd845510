import Grid

/// The files that tell `gridctl import` of all that is simulated, in the order of importing; equipment only where there is some.
func registryFiles(of simulation: Simulation) -> [(name: String, text: String)] {
  var files = RegistryText(simulation)
  for community in 0..<simulation.communities {
    files.add(community, houses: Household.all(of: community, in: simulation))
  }
  return files.all
}

private struct RegistryText {
  let simulation: Simulation
  private let from: LocalDay
  private var communities = "community,name,zone\n"
  private var customers = "customer,name\n"
  private var meters = "meter,community,from,interval_s,kind,limit_w\n"
  private var contracts = "contract,customer,meter,kind,tariff,from\n"
  private var plants = "plant,supplier,community,from,min_w,max_w,meter\n"
  private var devices = "device,meter,kind,power_w,essential,from,capacity_wh\n"
  private var batteries =
    "battery,meter,from,capacity_wh,min_percent,max_charge_w,max_discharge_w,efficiency_percent\n"

  init(_ simulation: Simulation) {
    self.simulation = simulation
    from = simulation.firstDay
  }

  mutating func add(_ community: Int, houses: [Household]) {
    let code = simulation.code(community)
    communities += "\(code),Simulated community \(community + 1),\(simulation.zone)\n"
    for house in houses {
      let meter = simulation.houseCode(community, house.number)
      customers += "K-\(meter),Household \(meter)\n"
      meters += "\(meter),\(code),\(from),\(simulation.intervalSeconds),household,\(simulation.householdLimitW)\n"
      contracts += "U-\(meter),K-\(meter),\(meter),consumption,SIMULATED,\(from)\n"
      if house.solarW > 0 { contracts += "S-\(meter),K-\(meter),\(meter),production,SIMULATED,\(from)\n" }
      add(house, meter)
    }
    for plant in 0..<simulation.plants {
      let meter = simulation.plantCode(community, plant)
      meters += "\(meter),\(code),\(from),\(simulation.intervalSeconds),plant,\(simulation.plantLimitW)\n"
      plants += "\(meter),SIMULATED,\(code),\(from),\(simulation.plantMinW),\(simulation.plantMaxW),\(meter)\n"
    }
  }

  private mutating func add(_ house: Household, _ meter: String) {
    if house.carW > 0 {
      devices += "\(meter)-car,\(meter),car,\(house.carW),false,\(from),\(Household.carCapacityWh)\n"
    }
    if house.heatW > 0 {
      devices += "\(meter)-heating,\(meter),heating,\(house.heatW),false,\(from),\n"
      devices += "\(meter)-water,\(meter),water_heater,\(Household.waterHeaterW),false,\(from),\n"
    }
    if let battery = house.battery {
      batteries += "\(meter)-battery,\(meter),\(from),\(battery.capacityWh),\(HouseBattery.minPercent),"
      batteries += "\(HouseBattery.powerW),\(HouseBattery.powerW),\(HouseBattery.efficiencyPercent)\n"
    }
  }

  private var tariffs: String {
    let row = { (text: String) in "SIMULATED,\(from.startOfMonth),\(text)\n" }
    return "tariff,from,component,period,windows,price,vat_rate\n" + row("standing_charge,,,12.00,5.5")
      + row("energy,HP,,0.2100,20") + row("energy,HC,22:00-06:00,0.1600,20") + row("feed_in,,,0.0800,0")
  }

  var all: [(name: String, text: String)] {
    let always = [
      ("communities.csv", communities), ("customers.csv", customers), ("meters.csv", meters), ("tariffs.csv", tariffs),
      ("contracts.csv", contracts),
    ]
    let equipment = [("plants.csv", plants), ("devices.csv", devices), ("batteries.csv", batteries)]
    return always + equipment.filter { $0.1.split(separator: "\n").count > 1 }
  }
}
