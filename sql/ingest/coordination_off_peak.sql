-- List the active off-peak hours of water heaters.
--
-- Runs on a coordination database of ELFE.
--
-- returns many
--   ballon_id  integer
--   debut      integer  seconds after midnight
--   fin        integer
SELECT equipement_pilote_ballon_ecs_id AS ballon_id, debut, fin
FROM equipement_pilote_ballon_ecs_heures_creuses
WHERE actif
ORDER BY equipement_pilote_ballon_ecs_id, debut, fin
