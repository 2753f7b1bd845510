-- List the water heaters that are piloted, with their tanks.
--
-- Runs on a coordination database of ELFE.
--
-- returns many
--   device_id                  integer  equipement_pilote_ou_mesure.id
--   ballon_id                  integer
--   volume_ballon              integer  litres
--   puissance_chauffe          integer  W
--   mesures_puissance_elec_id  integer  what measures it
SELECT b.equipement_pilote_ou_mesure_id AS device_id, b.id AS ballon_id, b.volume_ballon, b.puissance_chauffe,
       b.mesures_puissance_elec_id
FROM equipement_pilote_ballon_ecs AS b
JOIN equipement_pilote_ou_mesure AS e ON e.id = b.equipement_pilote_ou_mesure_id
WHERE e.equipement_pilote_ou_mesure_mode_id = 30
ORDER BY b.equipement_pilote_ou_mesure_id
