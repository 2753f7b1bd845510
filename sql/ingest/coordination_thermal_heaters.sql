-- List the heaters of rooms that are piloted, with their comfort periods.
--
-- Runs on a coordination database of ELFE.
-- Hours are seconds after midnight.
--
-- returns many
--   device_id                                   integer  equipement_pilote_ou_mesure.id
--   temperature_eco                             integer  tenths of a kelvin
--   temperature_confort                         integer
--   prog_semaine_periode_1_confort_actif        boolean
--   prog_semaine_periode_1_confort_heure_debut  integer
--   prog_semaine_periode_1_confort_heure_fin    integer
--   prog_semaine_periode_2_confort_actif        boolean
--   prog_semaine_periode_2_confort_heure_debut  integer
--   prog_semaine_periode_2_confort_heure_fin    integer
--   prog_weekend_periode_1_confort_actif        boolean
--   prog_weekend_periode_1_confort_heure_debut  integer
--   prog_weekend_periode_1_confort_heure_fin    integer
--   prog_weekend_periode_2_confort_actif        boolean
--   prog_weekend_periode_2_confort_heure_debut  integer
--   prog_weekend_periode_2_confort_heure_fin    integer
--   delta_temp_maximale_temp_demandee           integer  tenths of a kelvin
--   puissance                                   integer  W
--   modele_thermique_id                         integer
--   mesures_puissance_elec_id                   integer  what measures it
SELECT h.equipement_pilote_ou_mesure_id AS device_id, h.temperature_eco, h.temperature_confort,
       h.prog_semaine_periode_1_confort_actif, h.prog_semaine_periode_1_confort_heure_debut,
       h.prog_semaine_periode_1_confort_heure_fin, h.prog_semaine_periode_2_confort_actif,
       h.prog_semaine_periode_2_confort_heure_debut, h.prog_semaine_periode_2_confort_heure_fin,
       h.prog_weekend_periode_1_confort_actif, h.prog_weekend_periode_1_confort_heure_debut,
       h.prog_weekend_periode_1_confort_heure_fin, h.prog_weekend_periode_2_confort_actif,
       h.prog_weekend_periode_2_confort_heure_debut, h.prog_weekend_periode_2_confort_heure_fin,
       h.delta_temp_maximale_temp_demandee, h.puissance, h.modele_thermique_id, h.mesures_puissance_elec_id
FROM equipement_pilote_chauffage_asservi AS h
JOIN equipement_pilote_ou_mesure AS e ON e.id = h.equipement_pilote_ou_mesure_id
WHERE e.equipement_pilote_ou_mesure_mode_id = 30
ORDER BY h.equipement_pilote_ou_mesure_id
