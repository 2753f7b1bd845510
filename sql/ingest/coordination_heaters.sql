-- List the heaters on a pilot wire that are piloted, with their comfort periods.
--
-- Runs on a coordination database of ELFE.
-- Hours are seconds after midnight.
--
-- returns many
--   device_id                                   integer  equipement_pilote_ou_mesure.id
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
--   puissance_moyenne_eco                       integer  W
--   puissance_moyenne_confort                   integer  W
--   pourcentage_eco_force                       integer
--   mesures_puissance_elec_id                   integer  what measures it
SELECT h.equipement_pilote_ou_mesure_id AS device_id, h.prog_semaine_periode_1_confort_actif,
       h.prog_semaine_periode_1_confort_heure_debut, h.prog_semaine_periode_1_confort_heure_fin,
       h.prog_semaine_periode_2_confort_actif, h.prog_semaine_periode_2_confort_heure_debut,
       h.prog_semaine_periode_2_confort_heure_fin, h.prog_weekend_periode_1_confort_actif,
       h.prog_weekend_periode_1_confort_heure_debut, h.prog_weekend_periode_1_confort_heure_fin,
       h.prog_weekend_periode_2_confort_actif, h.prog_weekend_periode_2_confort_heure_debut,
       h.prog_weekend_periode_2_confort_heure_fin, h.puissance_moyenne_eco, h.puissance_moyenne_confort,
       h.pourcentage_eco_force, h.mesures_puissance_elec_id
FROM equipement_pilote_chauffage_non_asservi AS h
JOIN equipement_pilote_ou_mesure AS e ON e.id = h.equipement_pilote_ou_mesure_id
WHERE e.equipement_pilote_ou_mesure_mode_id = 30
ORDER BY h.equipement_pilote_ou_mesure_id
