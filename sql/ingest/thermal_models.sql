-- List the thermal models of rooms.
--
-- returns many
--   model_id   integer  ELFE's id
--   model      text     bad, medium, good, or what else was entered
--   r_k_per_w  float8
--   c_j_per_k  float8
SELECT model_id, model, r_k_per_w, c_j_per_k FROM optimize.thermal_model ORDER BY model_id
