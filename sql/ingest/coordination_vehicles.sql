-- List the vehicles that are piloted, with what is wished of them.
--
-- Runs on a coordination database of ELFE.
--
-- returns many
--   device_id                                     integer  equipement_pilote_ou_mesure.id
--   pourcentage_charge_restant                    integer
--   pourcentage_charge_finale_minimale_souhaitee  integer
--   timestamp_dispo_souhaitee                     integer  seconds since 1970-01-01T00:00:00Z
--   puissance_de_charge                           integer  W
--   capacite_de_batterie                          integer  Wh
--   mesures_puissance_elec_id                     integer  what measures it
SELECT v.equipement_pilote_ou_mesure_id AS device_id, v.pourcentage_charge_restant,
       v.pourcentage_charge_finale_minimale_souhaitee, v.timestamp_dispo_souhaitee, v.puissance_de_charge,
       v.capacite_de_batterie, v.mesures_puissance_elec_id
FROM equipement_pilote_vehicule_electrique_generique AS v
JOIN equipement_pilote_ou_mesure AS e ON e.id = v.equipement_pilote_ou_mesure_id
WHERE e.equipement_pilote_ou_mesure_mode_id = 30
ORDER BY v.equipement_pilote_ou_mesure_id
