import Database
import Foundation
import Grid

/// A coordination database of ELFE, as operators have it: empty tables, and rows as a test needs them.
public final class ELFESite {
  public let database: TestDatabase
  public var conninfo: String { database.conninfo }

  /// The statements that make its tables.
  public static func tables() throws -> String {
    try String(contentsOfFile: "\(repository)/Examples/coordination.sql", encoding: .utf8)
  }

  /// - Parameter schema: Where the tables are.
  public init(schema: String = "public") throws {
    database = try TestDatabase()
    try database.script("CREATE SCHEMA IF NOT EXISTS \"\(schema)\"; SET search_path = \"\(schema)\"")
    try database.script(Self.tables())
  }

  /// A row of `equipement_pilote_ou_mesure`.
  public func device(_ id: Int, mode: Int = 30, type: Int = 7, started: Int = 0) throws {
    try database.script(
      """
      INSERT INTO equipement_pilote_ou_mesure (id, equipement_pilote_ou_mesure_type_id, equipement_pilote_ou_mesure_mode_id,
        timestamp_derniere_mise_en_marche) VALUES (\(id), \(type), \(mode), \(started))
      """)
  }

  public func machine(_ id: Int, end: Int = 1_745_506_800, wait: Int = 14_400, hasCycle: Bool = true, item: Int = 0)
    throws
  {
    if hasCycle {
      try database.script(
        "INSERT INTO equipement_pilote_machine_generique_cycle (id, nom) VALUES (\(id), 'x') ON CONFLICT DO NOTHING")
    }
    try database.script(
      """
      INSERT INTO equipement_pilote_machine_generique (equipement_pilote_ou_mesure_id, timestamp_de_fin_souhaite,
        delai_attente_maximale_apres_fin, cycle_equipement_pilote_machine_generique_id, mesures_puissance_elec_id)
      VALUES (\(id), \(end), \(wait), \(id), \(item))
      """)
  }

  public func vehicle(
    _ id: Int, left: Int = 40, wished: Int = 80, end: Int = 1_745_553_600, power: Int = 7400, capacity: Int = 52_000
  ) throws {
    try database.script(
      """
      INSERT INTO equipement_pilote_vehicule_electrique_generique (equipement_pilote_ou_mesure_id, pourcentage_charge_restant,
        pourcentage_charge_finale_minimale_souhaitee, timestamp_dispo_souhaitee, puissance_de_charge, capacite_de_batterie)
      VALUES (\(id), \(left), \(wished), \(end), \(power), \(capacity))
      """)
  }

  /// - Parameter hours: `(actif, debut, fin)` of its off-peak rows.
  public func waterHeater(
    _ id: Int, volume: Int = 200, power: Int = 2200, hours: [(Bool, Int, Int)] = [(true, 81_000, 23_400)]
  ) throws {
    try database.script(
      """
      INSERT INTO equipement_pilote_ballon_ecs (id, equipement_pilote_ou_mesure_id, volume_ballon, puissance_chauffe)
      VALUES (\(1000 + id), \(id), \(volume), \(power))
      """)
    for (isActive, from, to) in hours {
      try database.script(
        """
        INSERT INTO equipement_pilote_ballon_ecs_heures_creuses (equipement_pilote_ballon_ecs_id, actif, debut, fin)
        VALUES (\(1000 + id), \(isActive), \(from), \(to))
        """)
    }
  }

  /// - Parameter set: More columns of the row, `, column = value`.
  public func heater(_ id: Int, eco: Int = 300, comfort: Int = 1500, percent: Int = 20, set: String = "") throws {
    try database.script(
      """
      INSERT INTO equipement_pilote_chauffage_non_asservi (equipement_pilote_ou_mesure_id, puissance_moyenne_eco,
        puissance_moyenne_confort, pourcentage_eco_force) VALUES (\(id), \(eco), \(comfort), \(percent));
      UPDATE equipement_pilote_chauffage_non_asservi SET id = id\(set) WHERE equipement_pilote_ou_mesure_id = \(id)
      """)
  }

  /// Temperatures in tenths of a kelvin.
  public func thermalHeater(
    _ id: Int, eco: Int = 2902, comfort: Int = 2932, delta: Int = 10, power: Int = 1500, model: Int = 1,
    set: String = ""
  ) throws {
    try database.script(
      """
      INSERT INTO equipement_pilote_chauffage_asservi (equipement_pilote_ou_mesure_id, temperature_eco, temperature_confort,
        delta_temp_maximale_temp_demandee, puissance, modele_thermique_id)
      VALUES (\(id), \(eco), \(comfort), \(delta), \(power), \(model));
      UPDATE equipement_pilote_chauffage_asservi SET id = id\(set) WHERE equipement_pilote_ou_mesure_id = \(id)
      """)
  }
}
