-- List the machines that are piloted, with what is wished of them.
--
-- Runs on a coordination database of ELFE.
--
-- returns many
--   device_id                         integer  equipement_pilote_ou_mesure.id
--   timestamp_de_fin_souhaite         integer  seconds since 1970-01-01T00:00:00Z
--   delai_attente_maximale_apres_fin  integer  s
--   has_cycle                         boolean  ELFE plans no machine without a row of its cycle
--   mesures_puissance_elec_id         integer  what measures it
SELECT m.equipement_pilote_ou_mesure_id AS device_id,
       m.timestamp_de_fin_souhaite,
       m.delai_attente_maximale_apres_fin,
       EXISTS (
         SELECT FROM equipement_pilote_machine_generique_cycle AS c
         WHERE c.id = m.cycle_equipement_pilote_machine_generique_id) AS has_cycle,
       m.mesures_puissance_elec_id
FROM equipement_pilote_machine_generique AS m
JOIN equipement_pilote_ou_mesure AS e ON e.id = m.equipement_pilote_ou_mesure_id
WHERE e.equipement_pilote_ou_mesure_mode_id = 30
ORDER BY m.equipement_pilote_ou_mesure_id
