-- List the devices that are piloted.
--
-- Runs on a coordination database of ELFE.
--
-- returns many
--   id                                 integer
--   type_id                            integer
--   timestamp_derniere_mise_en_marche  integer  seconds since 1970-01-01T00:00:00Z; 0: never
SELECT id, equipement_pilote_ou_mesure_type_id AS type_id, timestamp_derniere_mise_en_marche
FROM equipement_pilote_ou_mesure AS e
WHERE e.equipement_pilote_ou_mesure_mode_id = 30
ORDER BY id
