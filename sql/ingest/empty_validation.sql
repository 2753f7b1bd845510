-- Empty the session's tables of a validation.
--
-- returns none
TRUNCATE validated_day, verdict_stage
